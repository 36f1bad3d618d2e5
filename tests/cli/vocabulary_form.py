"""A form whose records say in the document vocabulary itself what is to be set: for tests of tables and pages."""

FILES = {
    "form.xml": """<form xmlns="urn:banxin:form:1" id="vocabulary" first-year="2000" last-year="9999" page-style="gbt9704">
  <name xml:lang="zh">测试</name><name xml:lang="en">Test</name>
</form>""",
    "record.xsd": """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:banxin:record:1"
    elementFormDefault="qualified">
  <xs:element name="record"><xs:complexType>
    <xs:sequence>
      <xs:element name="bureau" type="xs:string"/><xs:element name="title" type="xs:string"/>
      <xs:any namespace="urn:banxin:document:1" processContents="skip" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
    <xs:attribute name="form" type="xs:string"/><xs:attribute name="year" type="xs:gYear"/>
  </xs:complexType></xs:element>
</xs:schema>""",
    "labels.xml": '<labels xmlns="urn:banxin:labels:1"><label id="none" level="0" unit="件">无</label></labels>',
    "rules.sch": '<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron"/>',
    "document.xsl": """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:banxin:document:1"
    xmlns:d="urn:banxin:document:1" xmlns:r="urn:banxin:record:1" xmlns:o="urn:banxin:origin:1" exclude-result-prefixes="r d o">
  <xsl:template match="/r:record">
    <document title="{r:title}" author="{r:bureau}" subject="测试" language="zh-Hans" date="{@year}-12-31">
      <title origin="{o:origin(r:title)}"><xsl:value-of select="r:title"/></title>
      <xsl:apply-templates select="d:*"/>
    </document>
  </xsl:template>
  <xsl:template match="d:cell|d:paragraph|d:heading|d:table">
    <xsl:copy><xsl:attribute name="origin"><xsl:value-of select="o:origin(.)"/></xsl:attribute><xsl:copy-of select="@*"/><xsl:apply-templates/></xsl:copy>
  </xsl:template>
  <xsl:template match="d:*"><xsl:copy><xsl:copy-of select="@*"/><xsl:apply-templates/></xsl:copy></xsl:template>
</xsl:stylesheet>""",
}


def write_form(folder):
    """Makes the form; gives the folder for --layouts."""
    place = folder / "layouts" / "vocabulary"
    place.mkdir(parents=True)
    for name, text in FILES.items():
        (place / name).write_text('<?xml version="1.0" encoding="UTF-8"?>\n' + text, encoding="utf-8")
    return folder / "layouts"


def record(*blocks):
    body = "\n".join(blocks)
    return ('<record xmlns="urn:banxin:record:1" form="vocabulary" year="2030">\n<bureau>某市某局</bureau><title>表格的报告</title>\n'
            f'{body}\n</record>\n')


def cell(text="", **attributes):
    """A cell; attributes are written with _ for -."""
    said = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<cell{said}>{text}</cell>"


def row(*cells, keep=False):
    return f'<row{" keep-with-next=" + chr(34) + "true" + chr(34) if keep else ""}>{"".join(cells)}</row>\n'


def table(widths, head, body, before="", **attributes):
    """`head` and `body` are lists of rows; `before` is caption, unit lines and continued."""
    said = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    columns = "".join(f'<column width="{width}"/>' for width in widths)
    top = f'<head>{"".join(head)}</head>' if head else ""
    return f'<table xmlns="urn:banxin:document:1"{said}>{before}{columns}{top}<body>{"".join(body)}</body></table>'


def paragraph(text, **attributes):
    said = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<paragraph xmlns="urn:banxin:document:1"{said}>{text}</paragraph>'


def heading(text, level=1):
    return f'<heading xmlns="urn:banxin:document:1" level="{level}">{text}</heading>'
