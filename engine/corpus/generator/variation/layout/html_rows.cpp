#include "corpus/generator/variation/layout/html_rows.h"

#include <algorithm>

#include <fmt/format.h>

#include "corpus/generator/variation/layout/fill.h"
#include "model/html_text.h"

namespace connections::corpus {
namespace {

constexpr const char* kTable =
    "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" width=\"100%\">";

/// What surrounds all rows, and the markup of one: {0} the label, {1} the value.
struct Shape {
  std::string before, row, after;
};

Shape shape_of(HtmlLayout layout) {
  switch (layout) {
    case HtmlLayout::kTable:
      return {
          kTable,
          "<tr>\n<td style=\"padding:4px 8px;color:#6b6b6b\">{0}</td>\n<td style=\"padding:4px 8px\">{1}</td>\n</tr>\n",
          "</table>\n"};
    case HtmlLayout::kHeadedRows:
      return {"<table class=\"details\">", "<tr><th align=\"left\" scope=\"row\">{0}</th><td>{1}</td></tr>\n",
              "</table>\n"};
    case HtmlLayout::kNested:
      return {kTable,
              std::string("<tr><td>") + kTable +
                  "<tr><td class=\"label\">{0}</td></tr></table></td><td align=\"right\">" + kTable +
                  "<tr><td><b>{1}</b></td></tr></table></td></tr>\n",
              "</table>\n"};
    case HtmlLayout::kDefinitions:
      return {"<dl>\n", "<dt>{0}</dt><dd>{1}</dd>\n", "</dl>\n"};
    case HtmlLayout::kDivs:
      return {"<div class=\"facts\">\n", "<div class=\"label\" style=\"font-size:12px\">{0}</div>\n<div>{1}</div>\n",
              "</div>\n"};
    case HtmlLayout::kSpans:
      return {"<p>", "<span style=\"color:#888888\">{0}</span><br><span>{1}</span><br>\n", "</p>\n"};
    case HtmlLayout::kItems:
      return {"<ul>\n", "<li>{0} <strong>{1}</strong></li>\n", "</ul>\n"};
    default:
      return {"", "<p style=\"margin:0\"><strong>{0}</strong> {1}</p>\n", ""};
  }
}

std::string labels_over_values(const std::vector<Row>& rows) {
  std::string labels, values;
  for (const auto& [label, value] : rows) {
    labels += "<th>" + escape_html(label) + "</th>";
    values += "<td>" + escape_html(value) + "</td>";
  }
  return fmt::format("<table border=\"1\"><thead><tr>{}</tr></thead><tbody><tr>{}</tr></tbody></table>\n", labels,
                     values);
}

std::string cells_side_by_side(const std::vector<Row>& rows) {
  std::string out = kTable;
  for (std::size_t at = 0; at < rows.size(); at += 2) {
    out += "<tr>";
    for (std::size_t one = at; one < std::min(at + 2, rows.size()); ++one)
      out += fmt::format("<td width=\"50%\" valign=\"top\"><b>{}</b><br />{}</td>", escape_html(rows[one].label),
                         escape_html(rows[one].value));
    out += "</tr>\n";
  }
  return out + "</table>\n";
}

}  // namespace

std::string html_rows(const std::vector<Row>& rows, HtmlLayout layout, bool colon) {
  if (layout == HtmlLayout::kHeader) return labels_over_values(rows);
  if (layout == HtmlLayout::kCells) return cells_side_by_side(rows);
  const bool needs_colon = layout == HtmlLayout::kStrong || layout == HtmlLayout::kItems;
  const Shape shape = shape_of(layout);
  std::string out = shape.before;
  for (const auto& [label, value] : rows)
    out += fmt::format(fmt::runtime(shape.row), escape_html(label) + (colon || needs_colon ? ":" : ""),
                       escape_html(value));
  return out + shape.after;
}

}  // namespace connections::corpus
