#include <exception>

#include <com/sun/star/frame/DispatchResultState.hpp>
#include <com/sun/star/frame/XDispatchProvider.hpp>
#include <com/sun/star/frame/XNotifyingDispatch.hpp>
#include <com/sun/star/lang/XInitialization.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <cppuhelper/exc_hlp.hxx>
#include <cppuhelper/implbase4.hxx>
#include <cppuhelper/supportsservice.hxx>

#include "commands.hpp"
#include "component.hpp"
#include "engine.hpp"
#include "settings.hpp"
#include "text_window.hpp"

namespace daicho::office {
namespace {

constexpr const char* protocol = "vnd.daicho:";

/// Where menus, buttons and macros come in: vnd.daicho:refresh and so on. Nothing that goes wrong leaves it but as a message.
class Dispatcher : public cppu::WeakImplHelper4<css::frame::XDispatchProvider, css::frame::XNotifyingDispatch,
                                                css::lang::XInitialization, css::lang::XServiceInfo> {
 public:
  explicit Dispatcher(const Context& context) : context_(context) {}

  void SAL_CALL initialize(const Sequence<Any>& arguments) override {
    if (arguments.hasElements()) arguments[0] >>= frame_;
  }

  Reference<css::frame::XDispatch> SAL_CALL queryDispatch(const css::util::URL& url, const rtl::OUString&, sal_Int32) override {
    return url.Complete.startsWith(ascii(protocol)) ? this : nullptr;
  }
  Sequence<Reference<css::frame::XDispatch>> SAL_CALL
  queryDispatches(const Sequence<css::frame::DispatchDescriptor>& wanted) override {
    Sequence<Reference<css::frame::XDispatch>> out(wanted.getLength());
    for (sal_Int32 i = 0; i < wanted.getLength(); ++i)
      out.getArray()[i] = queryDispatch(wanted[i].FeatureURL, wanted[i].FrameName, wanted[i].SearchFlags);
    return out;
  }

  void SAL_CALL dispatch(const css::util::URL& url, const Sequence<css::beans::PropertyValue>& arguments) override {
    answer(url, arguments);
  }
  void SAL_CALL dispatchWithNotification(const css::util::URL& url, const Sequence<css::beans::PropertyValue>& arguments,
                                         const Reference<css::frame::XDispatchResultListener>& listener) override {
    const Answer out = answer(url, arguments);
    if (!listener.is()) return;
    namespace states = css::frame::DispatchResultState;
    const css::frame::DispatchResultEvent event(static_cast<cppu::OWeakObject*>(this),
                                                out.done ? states::SUCCESS : states::FAILURE, Any(out.text));
    listener->dispatchFinished(event);
  }

  void SAL_CALL addStatusListener(const Reference<css::frame::XStatusListener>& listener, const css::util::URL& url) override {
    if (!listener.is()) return;
    css::frame::FeatureStateEvent event;
    event.FeatureURL = url;
    event.Source = static_cast<cppu::OWeakObject*>(this);
    event.IsEnabled = true;
    listener->statusChanged(event);
  }
  void SAL_CALL removeStatusListener(const Reference<css::frame::XStatusListener>&, const css::util::URL&) override {}

  rtl::OUString SAL_CALL getImplementationName() override { return ascii("org.daicho.Dispatcher"); }
  sal_Bool SAL_CALL supportsService(const rtl::OUString& name) override { return cppu::supportsService(this, name); }
  Sequence<rtl::OUString> SAL_CALL getSupportedServiceNames() override {
    return sequence(ascii("com.sun.star.frame.ProtocolHandler"));
  }

 private:
  Answer answer(const css::util::URL& url, const Sequence<css::beans::PropertyValue>& arguments) const {
    const rtl::OUString command = url.Complete.copy(ascii(protocol).getLength());
    std::string why;
    try {
      return run(context_, frame_, command, arguments);
    } catch (const css::uno::Exception& exception) {
      // The dynamic type says more than the message, which is often empty.
      why = utf8(cppu::getCaughtException().getValueTypeName()) + ": " + utf8(exception.Message);
    } catch (const std::exception& exception) { why = exception.what(); } catch (...) {
      why = "an unknown exception";
    }
    return failed(command, why, argument_of(arguments, "Silent", false));
  }

  Answer failed(const rtl::OUString& command, const std::string& why, bool silent) const {
    const std::string detail = std::string("daicho ") + DAICHO_VERSION + ", vnd.daicho:" + utf8(command) + "\n" + why;
    try {
      const Language language = read_settings(context_).language.value_or(office_language(context_));
      const rtl::OUString text = said("office.failed", language, {argument(detail)});
      if (!silent) show_text(context_, frame_, language, {said("office.title", language), text, {}});
      return {false, text};
    } catch (...) {
      return {false, utf16(detail)};  // not even a message can be shown
    }
  }

  Context context_;
  Reference<css::frame::XFrame> frame_;
};

}  // namespace

css::uno::XInterface* make_dispatcher(const Context& context) {
  return static_cast<cppu::OWeakObject*>(new Dispatcher(context));
}

}  // namespace daicho::office
