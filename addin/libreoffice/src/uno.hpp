#pragma once
#include <string>
#include <string_view>

#include <com/sun/star/beans/PropertyValue.hpp>
#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/lang/XMultiServiceFactory.hpp>
#include <com/sun/star/uno/Reference.hxx>
#include <com/sun/star/uno/Sequence.hxx>
#include <com/sun/star/uno/XComponentContext.hpp>
#include <rtl/ustring.hxx>

namespace daicho::office {

namespace css = com::sun::star;
using css::uno::Any;
using css::uno::Reference;
using css::uno::Sequence;
using css::uno::UNO_QUERY;
using css::uno::UNO_QUERY_THROW;
using Context = Reference<css::uno::XComponentContext>;

/// Texts of the office are UTF-16, those of the engine UTF-8.
std::string utf8(const rtl::OUString& text);
rtl::OUString utf16(std::string_view text);

rtl::OUString ascii(const char* text);

/// A service of the office by its name; throws when there is none.
template <typename Interface>
Reference<Interface> service(const Context& context, const char* name) {
  return Reference<Interface>(context->getServiceManager()->createInstanceWithContext(ascii(name), context), UNO_QUERY_THROW);
}

/// A property's value, or `otherwise` where the object has no such property or none of this type.
template <typename Type>
Type property(const Reference<css::uno::XInterface>& object, const char* name, Type otherwise) {
  const Reference<css::beans::XPropertySet> properties(object, UNO_QUERY);
  if (!properties.is()) return otherwise;
  try {
    properties->getPropertyValue(ascii(name)) >>= otherwise;
  } catch (const css::uno::Exception&) {
    // An office of another version may lack it.
  }
  return otherwise;
}

/// A sequence of these.
template <typename Type, typename... More>
Sequence<Type> sequence(const Type& first, const More&... more) {
  const Type all[] = {first, more...};
  return Sequence<Type>(all, 1 + static_cast<sal_Int32>(sizeof...(more)));
}

css::beans::PropertyValue named(const char* name, const Any& value);

/// An argument of a dispatch, or `otherwise`.
template <typename Type>
Type argument_of(const Sequence<css::beans::PropertyValue>& arguments, const char* name, Type otherwise) {
  for (const auto& argument : arguments) {
    if (argument.Name.equalsAscii(name)) argument.Value >>= otherwise;
  }
  return otherwise;
}

}  // namespace daicho::office
