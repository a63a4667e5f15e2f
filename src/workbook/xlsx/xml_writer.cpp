#include "workbook/xlsx/xml_writer.hpp"

#include "workbook/xml/scanner.hpp"

namespace daicho::xlsx {

XmlWriter::XmlWriter() : out_("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n") {}

XmlWriter XmlWriter::fragment(std::string_view prefix) {
  XmlWriter out;
  out.out_.clear();
  out.prefix_ = prefix;
  return out;
}

void XmlWriter::tag(std::string_view name, Attributes attributes, std::string_view end) {
  out_.append("<").append(prefix_).append(name);
  for (const auto& [attribute, value] : attributes) {
    if (value.empty()) continue;
    out_.append(" ").append(attribute).append("=\"");
    xml::append_escaped(out_, value);
    out_ += '"';
  }
  out_ += end;
}

XmlWriter& XmlWriter::open(std::string_view name, Attributes attributes) {
  tag(name, attributes, ">");
  open_.emplace_back(name);
  return *this;
}

XmlWriter& XmlWriter::empty(std::string_view name, Attributes attributes) {
  tag(name, attributes, "/>");
  return *this;
}

XmlWriter& XmlWriter::text(std::string_view text) {
  xml::append_escaped(out_, text);
  return *this;
}

XmlWriter& XmlWriter::raw(std::string_view elements) {
  out_ += elements;
  return *this;
}

XmlWriter& XmlWriter::set(std::string_view name, std::string_view value) { return empty(name, {{"val", std::string(value)}}); }

XmlWriter& XmlWriter::close() {
  out_.append("</").append(prefix_).append(open_.back()).append(">");
  open_.pop_back();
  return *this;
}

XmlWriter& XmlWriter::leaf(std::string_view name, std::string_view content, Attributes attributes) {
  tag(name, attributes, ">");
  text(content);
  out_.append("</").append(prefix_).append(name).append(">");
  return *this;
}

std::string XmlWriter::take() {
  while (!open_.empty()) close();
  return std::move(out_);
}

}  // namespace daicho::xlsx
