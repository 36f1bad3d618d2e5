<?xml version="1.0" encoding="UTF-8"?>
<!--
  记录 → 文档块（词汇见 layouts/document.xsd）：各章和后两张表见 ../common/chapters.xsl，这里是本表第二章的表的栏。

  The columns of chapter two's table; the rest is common to the forms that prescribe their chapters.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:banxin:document:1"
                xmlns:r="urn:banxin:record:1" xmlns:l="urn:banxin:labels:1" xmlns:o="urn:banxin:origin:1"
                exclude-result-prefixes="r l o">

  <xsl:include href="../common/chapters.xsl"/>

  <xsl:variable name="default-year" select="2021"/>
  <xsl:variable name="labels" select="document('labels.xml')/l:labels"/>

  <xsl:template match="r:statistics[@table = 'proactive']">
    <table origin="{o:origin(.)}">
      <continued>续表</continued>
      <column width="183"/>
      <column width="136"/>
      <column width="144"/>
      <column width="142"/>
      <body>
        <xsl:call-template name="blocks"><xsl:with-param name="width" select="4"/></xsl:call-template>
      </body>
    </table>
  </xsl:template>

  <!-- 只有一格的跨3栏。 A single cell spans three columns. -->
  <xsl:template name="column-span">
    <xsl:param name="count"/>
    <xsl:if test="$count = 1"><xsl:attribute name="column-span">3</xsl:attribute></xsl:if>
  </xsl:template>
</xsl:stylesheet>
