"""A form is a folder of data: one made of files alone is listed, checked, explained and rendered."""

import re

import python_test
from python_test import banxin

FILES = {
    "form.xml": """<form xmlns="urn:banxin:form:1" id="library-2030" first-year="2030" last-year="9999" page-style="gbt9704">
  <name xml:lang="zh">图书馆年度报告</name><name xml:lang="en">Annual report of a library</name>
</form>""",
    "record.xsd": """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:banxin:record:1"
    targetNamespace="urn:banxin:record:1" elementFormDefault="qualified">
  <xs:element name="record"><xs:complexType>
    <xs:sequence>
      <xs:element name="bureau" type="xs:string"/>
      <xs:element name="title" type="xs:string"/>
      <xs:element name="chapter" maxOccurs="unbounded"><xs:complexType><xs:sequence>
        <xs:element name="heading" type="xs:string"/>
        <xs:element name="p" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
        <xs:element name="section" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
          <xs:element name="heading" type="xs:string"/><xs:element name="p" type="xs:string"/>
        </xs:sequence></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
      <xs:element name="statistics"><xs:complexType><xs:sequence>
        <xs:element name="row" maxOccurs="unbounded"><xs:complexType><xs:simpleContent>
          <xs:extension base="xs:string">
            <xs:attribute name="id" type="xs:NCName" use="required"/><xs:attribute name="label" type="xs:string"/>
          </xs:extension>
        </xs:simpleContent></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence>
    <xs:attribute name="form" type="xs:string" use="required"/><xs:attribute name="year" type="xs:gYear" use="required"/>
  </xs:complexType></xs:element>
</xs:schema>""",
    "labels.xml": """<labels xmlns="urn:banxin:labels:1">
  <label id="stock" level="0" unit="——" heading="yes">一、馆藏</label>
  <label id="books" level="1" unit="册">（一）图书</label>
  <label id="old" level="2" unit="册">1.古籍</label>
  <label id="other" level="2" unit="册">2.其他</label>
</labels>""",
    "rules.sch": """<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:n="urn:banxin:rules:1">
  <sch:ns prefix="r" uri="urn:banxin:record:1"/><sch:ns prefix="n" uri="urn:banxin:rules:1"/>
  <sch:pattern id="L-1"><sch:rule context="r:statistics">
    <sch:assert id="L-1" test="n:compare(n:sum(n:cells('old other')), n:sum(n:cells('books'))) = 0" n:needs="books old other"
        n:shows="books old other" diagnostics="L-1-en L-1-hint-zh L-1-hint-en">图书 <sch:value-of
        select="n:figures(n:cells('books'))"/> 册不等于 <sch:value-of select="n:figures(n:cells('old other'))"/>。</sch:assert>
  </sch:rule></sch:pattern>
  <sch:diagnostics>
    <sch:diagnostic id="L-1-en" xml:lang="en">The books, <sch:value-of select="n:figures(n:cells('books'))"/>, are not <sch:value-of
        select="n:figures(n:cells('old other'))"/>.</sch:diagnostic>
    <sch:diagnostic id="L-1-hint-zh" xml:lang="zh" role="hint">请核对。</sch:diagnostic>
    <sch:diagnostic id="L-1-hint-en" xml:lang="en" role="hint">Look again.</sch:diagnostic>
  </sch:diagnostics>
</sch:schema>""",
    "document.xsl": """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:banxin:document:1"
    xmlns:r="urn:banxin:record:1" xmlns:l="urn:banxin:labels:1" xmlns:o="urn:banxin:origin:1" exclude-result-prefixes="r l o">
  <xsl:template match="/r:record">
    <document title="{r:title}" author="{r:bureau}" subject="图书馆年度报告" language="zh-Hans" date="{@year}-12-31">
      <title origin="{o:origin(r:title)}"><xsl:value-of select="r:title"/></title>
      <xsl:for-each select="r:chapter">
        <section origin="{o:origin(.)}">
          <heading level="1" origin="{o:origin(r:heading)}"><xsl:value-of select="r:heading"/></heading>
          <xsl:for-each select=".//r:p"><paragraph origin="{o:origin(.)}"><xsl:value-of select="."/></paragraph></xsl:for-each>
        </section>
      </xsl:for-each>
      <xsl:variable name="figures" select="r:statistics"/>
      <table origin="{o:origin(r:statistics)}">
        <caption>馆藏统计表</caption>
        <column width="3"/><column width="1"/>
        <head><row><cell header="column">指标</cell><cell header="column">数量</cell></row></head>
        <body><xsl:for-each select="document('labels.xml')/l:labels/l:label[not(@heading)]">
          <xsl:variable name="id" select="@id"/>
          <row><cell header="row" indent="{@level}"><xsl:value-of select="."/></cell>
            <cell><xsl:value-of select="$figures/r:row[@id = $id]"/></cell></row>
        </xsl:for-each></body>
      </table>
    </document>
  </xsl:template>
</xsl:stylesheet>""",
}
RECORD = """<record xmlns="urn:banxin:record:1" form="library-2030" year="2030">
  <bureau>某市图书馆</bureau><title>某市图书馆2030年度报告</title>
  <chapter><heading>一、概况</heading><p>本年度开放三百六十天。</p></chapter>
  <statistics><row id="books">12</row><row id="old">5</row><row id="other">7</row></statistics>
</record>
"""


class NewForm(python_test.Case):
    def setUp(self):
        super().setUp()
        self.layouts = self.folder / "layouts"
        (self.layouts / "library-2030").mkdir(parents=True)
        for name, text in FILES.items():
            (self.layouts / "library-2030" / name).write_text('<?xml version="1.0" encoding="UTF-8"?>\n' + text)
        self.record = self.folder / "record.xml"
        self.record.write_text(RECORD)

    def banxin(self, *arguments):
        return banxin(*arguments, "--layouts", self.layouts)

    def test_it_renders(self):
        self.need("pdftotext")
        output = self.folder / "report.pdf"
        done = self.banxin("render", self.record, "-o", output)
        self.assertEqual(done.returncode, 0, done.messages)
        text = "".join(self.run_tool("pdftotext", "-raw", output, "-").decode().split())
        for piece in ("某市图书馆2030年度报告一、概况本年度开放三百六十天。", "馆藏统计表指标数量（一）图书121.古籍52.其他7"):
            self.assertIn(piece, text)
        self.assertEqual(self.banxin("validate", self.record).returncode, 0)

    def test_the_folder_of_forms_may_stand_before_the_record_and_be_given_twice(self):
        (self.folder / "more").mkdir()
        for command in (["render", "--layouts", self.layouts, self.record, "-o", self.folder / "report.pdf"],
                        ["validate", "--layouts", self.folder / "more", "--layouts", self.layouts, self.record],
                        ["explain", "--layouts", self.layouts, "L-1"]):
            done = banxin(*command)
            self.assertEqual(done.returncode, 0, done.messages)

    def test_it_is_listed_and_explained(self):
        self.assertRegex(self.banxin("forms").stdout.decode(), r"(?m)^library-2030 +2030- +Annual report of a library$")
        done = self.banxin("explain", "L-1")
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertIn("Annual report of a library", done.stdout.decode())

    def test_its_rules_bind(self):
        self.record.write_text(RECORD.replace(">7<", ">8<"))
        done = self.banxin("render", self.record, "-o", self.folder / "report.pdf")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.messages, r"record\.xml:4: error\[L-1\]: The books, 12, are not 5 \+ 8\.")
        self.assertFalse((self.folder / "report.pdf").exists())

    def test_its_empty_record_validates_but_for_its_placeholders(self):
        output = self.folder / "new.xml"
        self.assertEqual(self.banxin("new", "--form", "library-2030", "-o", output).returncode, 0)
        self.assertIn('year="2030"', output.read_text())
        done = self.banxin("validate", output)
        self.assertEqual(set(re.findall(r"error\[([a-z-]+)\]", done.stdout.decode())), {"record-template"})

    def test_a_form_with_a_fault_names_its_file_and_line(self):
        for name, spoilt in (("record.xsd", FILES["record.xsd"].replace('type="xs:gYear"', 'type="xs:gear"')),
                             ("rules.sch", FILES["rules.sch"].replace("n:compare(", "n:compare((")),
                             ("document.xsl", FILES["document.xsl"].replace("<heading ", "<heding ").replace("</heading>", "</heding>")),
                             ("document.xsl", FILES["document.xsl"].replace("o:origin(.)", "o:origin('text')")),
                             ("document.xsl", FILES["document.xsl"].replace("o:origin(.)", "o:child(.)")),
                             ("form.xml", FILES["form.xml"].replace('first-year="2030"', 'first-year="soon"'))):
            path = self.layouts / "library-2030" / name
            good = path.read_text()
            path.write_text('<?xml version="1.0" encoding="UTF-8"?>\n' + spoilt)
            done = self.banxin("render", self.record, "-o", self.folder / "report.pdf")
            self.assertEqual(done.returncode, 3, f"{name}: {done.messages}")
            self.assertRegex(done.messages, rf"{name}(:\d+)?: error\[form-unusable\]: \S", name)
            path.write_text(good)


if __name__ == "__main__":
    python_test.main()
