<?xml version="1.0" encoding="UTF-8"?>
<!--
  记录 → 文档块（词汇见 layouts/document.xsd）：各章和后两张表见 ../common/chapters.xsl，这里是本表第二章的表的栏。
  原表第（五）（六）项的数据格与栏名格错开，看不出数属于哪一栏；这里按栏名对齐，五栏不变。

  The table of chapter two has the form's five columns; figures stand under the names of their columns, which the form's own
  Word table sets apart in two of its blocks.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:banxin:document:1"
                xmlns:r="urn:banxin:record:1" xmlns:l="urn:banxin:labels:1" xmlns:o="urn:banxin:origin:1"
                exclude-result-prefixes="r l o">

  <xsl:include href="../common/chapters.xsl"/>

  <xsl:variable name="default-year" select="2019"/>
  <xsl:variable name="labels" select="document('labels.xml')/l:labels"/>

  <xsl:template match="r:statistics[@table = 'proactive']">
    <table origin="{o:origin(.)}">
      <continued>续表</continued>
      <column width="183"/>
      <column width="140"/>
      <column width="70"/>
      <column width="70"/>
      <column width="140"/>
      <body>
        <xsl:call-template name="blocks"><xsl:with-param name="width" select="5"/></xsl:call-template>
      </body>
    </table>
  </xsl:template>

  <!-- 三格的跨 1、2、1 栏，两格的各跨2栏。 Three cells over 1, 2 and 1 columns, two over 2 each. -->
  <xsl:template name="column-span">
    <xsl:param name="count"/>
    <xsl:if test="$count = 2 or position() = 2"><xsl:attribute name="column-span">2</xsl:attribute></xsl:if>
  </xsl:template>
</xsl:stylesheet>
