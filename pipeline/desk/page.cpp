#include "desk/page.h"

#include <fmt/format.h>

#include "base/xml_text.h"

namespace banxin::desk {

std::string escaped(std::string_view text) {
  return xml_escaped(text);
}

Language language_of(std::string_view accepted) {
  const std::size_t zh = accepted.find("zh");
  const std::size_t en = accepted.find("en");
  return en < zh ? Language::en : Language::zh;
}

std::string Page::html(const Bilingual& text) const {
  return escaped(say(text));
}

namespace {

std::string head(const Page& page, const std::string& title) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<title>{} · {}</title>\n<link rel=\"icon\" href=\"/icon.svg\">\n<link rel=\"stylesheet\" href=\"/desk.css\">\n",
      page.language() == Language::zh ? "zh-Hans" : "en", escaped(title), page.html({"版心填报台", "Banxin desk"}));
}

}  // namespace

Response Page::whole(const Bilingual& title, const std::string& body, const std::vector<Step>& way) const {
  Response response;
  std::string& out = response.bytes;
  out = head(*this, say(title));
  out += fmt::format(
      "<script src=\"/desk.js\" defer></script>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">{}</a>\n",
      html({"直接到正文", "Skip to the content"}));
  out += fmt::format("<header><a class=\"home\" href=\"/\">{}</a>", html({"版心填报台", "Banxin desk"}));
  if (!way.empty()) {
    out += fmt::format("<nav aria-label=\"{}\"><ol>", html({"所在位置", "Where you are"}));
    for (const Step& step : way) {
      const std::string words = escaped(step.words);
      out += step.address.empty() ? fmt::format("<li aria-current=\"page\">{}</li>", words)
                                  : fmt::format("<li><a href=\"{}\">{}</a></li>", escaped(step.address), words);
    }
    out += "</ol></nav>";
  }
  if (!user_.empty()) {
    out += fmt::format(
        "<form class=\"leave\" method=\"post\" action=\"/logout\"><button class=\"quiet\">{}</button></form>",
        html({user_ + " 退出", "Log out " + user_}));
  }
  out += "</header>\n<main id=\"main\" tabindex=\"-1\">\n" + body + "</main>\n</body>\n</html>\n";
  return response;
}

Response Page::plain(const Bilingual& title, const std::string& body) const {
  Response response;
  response.bytes = fmt::format("{}</head>\n<body>\n<main>\n<h1>{}</h1>\n{}</main>\n</body>\n</html>\n",
                               head(*this, say(title)), html(title), body);
  return response;
}

Response told(const Page& page, int status, const Bilingual& title, const Bilingual& text) {
  Response response =
      page.whole(title, fmt::format("<h1>{}</h1>\n<p>{}</p>\n<p><a href=\"/\">{}</a></p>\n", page.html(title),
                                    page.html(text), page.html({"回到开始", "Back to the start"})));
  response.status = status;
  return response;
}

Response nothing_here(const Page& page) {
  return told(page, not_found, {"没有这一页", "There is no such page"},
              {"地址不对，或者草稿文件已经移走。", "The address is wrong, or the draft's file has gone."});
}

Response broken(const Page& page, const Bilingual& why) {
  return told(page, failed, {"没有做成", "It was not done"},
              {"没有改动任何文件：" + why.zh + "。", "No file was changed: " + why.en + "."});
}

Bilingual words_of(const Findings& findings) {
  for (const Diagnostic& one : findings) {
    if (one.severity == Severity::error) return {one.message.zh + one.hint.zh, one.message.en + " " + one.hint.en};
  }
  return {};
}

}  // namespace banxin::desk
