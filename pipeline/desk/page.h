#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/diagnostic.h"
#include "desk/http.h"

namespace banxin::desk {

enum class Language { zh, en };
// Of Accept-Language: the first of the two that it names; Chinese when it names neither.
Language language_of(std::string_view accepted);

// The one frame of all pages, in one language.
class Page {
 public:
  // `user`: who is logged in, on a network.
  explicit Page(Language language, std::string user = {}) : language_(language), user_(std::move(user)) {}

  Language language() const { return language_; }
  const std::string& say(const Bilingual& text) const { return language_ == Language::zh ? text.zh : text.en; }
  // Escaped.
  std::string html(const Bilingual& text) const;

  // A step on the way to the page: words and address; the last one is the page itself.
  struct Step {
    std::string words, address;
  };
  // `body` is markup; the way has links but for its last step.
  Response whole(const Bilingual& title, const std::string& body, const std::vector<Step>& way = {}) const;
  // A page that leads nowhere: for those who are not let in.
  Response plain(const Bilingual& title, const std::string& body) const;

 private:
  Language language_;
  std::string user_;
};

// A page that says one thing.
Response told(const Page& page, int status, const Bilingual& title, const Bilingual& text);
// That there is no such page; that something failed.
Response nothing_here(const Page& page);
Response broken(const Page& page, const Bilingual& why);
// The first error among findings, with what to do; empty without one.
Bilingual words_of(const Findings& findings);

// Text between tags or in an attribute.
std::string escaped(std::string_view text);

// The style sheet and the script, as they are served.
std::string_view style_sheet();
std::string_view script();

}  // namespace banxin::desk
