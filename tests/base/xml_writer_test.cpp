#include "base/xml_writer.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

TEST(XmlWriter, PutsEachElementOnItsLine) {
  XmlWriter to;
  to.begin("a").attribute("n", "1 < 2 & \"3\"");
  to.element("b", "x < y").begin("c").end().element("d", "");
  to.begin("e").begin("f", 4).text("g").end().remark("h").end();
  EXPECT_EQ(std::move(to.end()).finish(), R"(<?xml version="1.0" encoding="UTF-8"?>
<a n="1 &lt; 2 &amp; &quot;3&quot;">
  <b>x &lt; y</b>
  <c/>
  <d></d>
  <e>
        <f>g</f> <!-- h -->
  </e>
</a>
)");
}

TEST(XmlWriter, CommentsHoldNoTwoHyphens) {
  XmlWriter to;
  to.comment("\n  -->--\n").begin("a").comment("b---").end();
  EXPECT_EQ(std::move(to).finish(), R"(<?xml version="1.0" encoding="UTF-8"?>
<!--
  - ->- -
-->
<a>
  <!-- b- - - -->
</a>
)");
}

}  // namespace
}  // namespace banxin
