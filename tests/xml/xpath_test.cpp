#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "support.h"
#include "xml/xml.h"

namespace banxin::test {
namespace {

using xml::Node;
using xml::Value;
using Nodes = std::vector<Node>;

constexpr const char* record =
    "<r xmlns='urn:r' form='x'><row id='a'>275</row><row id='b'>10</row><note><p>甲</p></note></r>";

xml::XPathEnvironment environment() {
  xml::XPathEnvironment env;
  env.namespaces["r"] = "urn:r";
  env.namespaces["n"] = "urn:n";
  env.functions[{"urn:n", "join"}] = [](const std::vector<Value>& arguments) -> Value {
    std::string out;
    for (const Value& argument : arguments) {
      const auto* nodes = std::get_if<Nodes>(&argument);
      if (nodes == nullptr) out += to_string(argument) + ";";
      for (const Node& node : nodes != nullptr ? *nodes : Nodes()) out += node.text() + ",";
    }
    return out;
  };
  env.functions[{"urn:n", "same"}] = [](const std::vector<Value>& arguments) { return arguments.at(0); };
  env.functions[{"urn:n", "fail"}] = [](const std::vector<Value>&) -> Value {
    throw std::invalid_argument("收到 0 个参数");
  };
  env.functions[{"urn:n", "burst"}] = [](const std::vector<Value>&) -> Value { throw 1; };
  return env;
}

class XPathTest : public testing::Test {
 protected:
  Value value(const std::string& expression) { return value(expression, tree_.root()); }
  Value value(const std::string& expression, const Node& context) {
    auto result = xpath_.evaluate(expression, context);
    EXPECT_TRUE(result) << listing(result.findings());
    return result ? *result : Value();
  }
  std::string failure(const std::string& expression) {
    auto result = xpath_.evaluate(expression, tree_.root());
    EXPECT_FALSE(result);
    EXPECT_EQ(codes(result.findings()), "form-unusable");
    return listing(result.findings());
  }

  xml::Tree tree_ = tree_of(record);
  xml::XPath xpath_{tree_, environment()};
};

TEST_F(XPathTest, GivesAllKindsOfValues) {
  EXPECT_EQ(std::get<double>(value("count(r:row)")), 2.0);
  EXPECT_EQ(std::get<bool>(value("r:row[@id='a'] > 200")), true);
  EXPECT_EQ(std::get<std::string>(value("string(r:note)")), "甲");
  const auto nodes = std::get<Nodes>(value("r:row[2] | r:row[1]"));
  ASSERT_EQ(nodes.size(), 2U);
  EXPECT_EQ(nodes[0].xpath(), "/r/row[1]") << "in document order";
  EXPECT_EQ(nodes[1].attribute("id"), "b");
}

TEST_F(XPathTest, GivesAttributesTextsAndTheDocument) {
  const auto attributes = std::get<Nodes>(value("r:row/@id"));
  ASSERT_EQ(attributes.size(), 2U);
  EXPECT_TRUE(attributes[1].is_attribute());
  EXPECT_EQ(attributes[1].xpath(), "/r/row[2]/@id");
  EXPECT_EQ(std::get<Nodes>(value(".//text()"))[2].text(), "甲");
  const auto document = std::get<Nodes>(value("/"));
  ASSERT_EQ(document.size(), 1U);
  EXPECT_EQ(document[0].children()[0], tree_.root());
  EXPECT_TRUE(std::get<Nodes>(value("namespace::*")).empty());
  EXPECT_EQ(std::get<std::string>(value("string(..)", attributes[0])), "275") << "an attribute may be the context";
}

TEST_F(XPathTest, PassesValuesThroughFunctions) {
  EXPECT_EQ(std::get<std::string>(value("n:join(r:row, 'x', 1 = 1, 2.5, r:row/@id)")), "275,10,x;true;2.5;a,b,");
  EXPECT_EQ(std::get<Nodes>(value("n:same(r:row[1]/@id)/..")).at(0).text(), "275");
  EXPECT_EQ(std::get<double>(value("count(n:same(r:row)[2]) + n:same(1)")), 2.0);
  EXPECT_TRUE(std::get<Nodes>(value("n:same(r:absent)")).empty());
}

TEST_F(XPathTest, SeesVariables) {
  xpath_.set_variable("rows", value("r:row"));
  xpath_.set_variable("most", 3.0);
  EXPECT_EQ(std::get<bool>(value("count($rows) < $most")), true);
  EXPECT_EQ(std::get<Nodes>(value("$rows[2]")).at(0).text(), "10");
  xpath_.set_variable("most", std::string("1"));
  EXPECT_EQ(std::get<bool>(value("count($rows) < $most")), false);
  xpath_.unset_variable("most");
  EXPECT_NE(failure("$most").find("$most"), std::string::npos);
}

TEST_F(XPathTest, FailuresNameTheExpressionAndTheReason) {
  EXPECT_NE(failure("r:row[").find("r:row["), std::string::npos);
  EXPECT_NE(failure("x:row").find("prefix"), std::string::npos);
  EXPECT_NE(failure("n:unknown()").find("n:unknown()"), std::string::npos);
  EXPECT_NE(failure("n:fail()").find("收到 0 个参数"), std::string::npos);
  EXPECT_NE(failure("n:burst()").find("burst"), std::string::npos);
  EXPECT_EQ(std::get<double>(value("1 + 1")), 2.0) << "a failure leaves nothing behind";
}

TEST_F(XPathTest, RunawayExpressionsEnd) {
  std::string text = "<r>";
  for (int i = 0; i < 3000; ++i) text += "<p>a</p>";
  const xml::Tree tree = tree_of(text + "</r>");
  xml::XPath xpath(tree, {});
  const auto result = xpath.evaluate("count(//p[count(//p[count(//p) > 1]) > 1])", tree.root());
  EXPECT_EQ(codes(result.findings()), "form-unusable");
}

TEST_F(XPathTest, ConvertsAsXPathDoes) {
  EXPECT_EQ(to_string(Value(true)), "true");
  EXPECT_EQ(to_string(Value(1.0)), "1");
  EXPECT_EQ(to_string(Value(0.1)), "0.1");
  EXPECT_EQ(to_string(Value(std::numeric_limits<double>::quiet_NaN())), "NaN");
  EXPECT_EQ(to_string(Value(Nodes())), "");
  EXPECT_EQ(to_string(value("r:row")), "275");
  EXPECT_FALSE(to_boolean(Value(std::string())));
  EXPECT_TRUE(to_boolean(Value(std::string("0"))));
  EXPECT_FALSE(to_boolean(Value(0.0)));
  EXPECT_FALSE(to_boolean(Value(std::numeric_limits<double>::quiet_NaN())));
  EXPECT_TRUE(to_boolean(Value(-1.0)));
  EXPECT_FALSE(to_boolean(Value(Nodes())));
  EXPECT_TRUE(to_boolean(value("r:row")));
}

TEST_F(XPathTest, MayBeMoved) {
  xml::XPath other = std::move(xpath_);
  EXPECT_EQ(std::get<std::string>(*other.evaluate("n:join(1)", tree_.root())), "1;");
  xpath_ = std::move(other);
  EXPECT_EQ(std::get<std::string>(value("n:join(2)")), "2;");
}

TEST_F(XPathTest, NothingGoesToStandardError) {
  testing::internal::CaptureStderr();
  failure("r:row[");
  failure("n:burst()");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace banxin::test
