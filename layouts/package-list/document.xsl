<?xml version="1.0" encoding="UTF-8"?>
<!--
  档案销毁清册、移交清单：一份报告一行，然后是签字的地方。
  The list of destruction, and that of what is handed over: a row for each report, then room for signatures.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:banxin:document:1"
                xmlns:r="urn:banxin:record:1" xmlns:o="urn:banxin:origin:1" exclude-result-prefixes="r o">

  <xsl:include href="../common/document.xsl"/>

  <xsl:variable name="default-year" select="1000"/>
  <xsl:variable name="labels" select="/.."/>
  <xsl:variable name="destruction" select="/r:record/@kind = 'destruction'"/>
  <xsl:variable name="title">
    <xsl:choose>
      <xsl:when test="$destruction">电子档案销毁清册</xsl:when>
      <xsl:otherwise>电子档案移交清单</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="/r:record">
    <document title="{$title}" author="{r:bureau}" subject="{$title}" language="zh-Hans" date="{r:day}">
      <title><xsl:value-of select="$title"/></title>
      <table origin="{o:origin(.)}" orientation="portrait">
        <unit-line origin="{o:origin(r:bureau)}">
          <xsl:text>共 </xsl:text><xsl:value-of select="count(r:package)"/><xsl:text> 件　经手人：</xsl:text><xsl:value-of select="r:bureau"/>
        </unit-line>
        <continued>续表</continued>
        <column width="16"/><column width="34"/><column width="72"/><column width="20"/><column width="24"/><column width="20"/><column width="50"/><column width="24"/>
        <head>
          <row>
            <cell header="column">序号</cell>
            <cell header="column">档号</cell>
            <cell header="column">题名</cell>
            <cell header="column">年度</cell>
            <cell header="column">保管期限</cell>
            <cell header="column">密级</cell>
            <cell header="column"><xsl:choose><xsl:when test="$destruction">包</xsl:when><xsl:otherwise>电子档案名称</xsl:otherwise></xsl:choose></cell>
            <cell header="column"><xsl:choose><xsl:when test="$destruction">理由</xsl:when><xsl:otherwise>页数</xsl:otherwise></xsl:choose></cell>
          </row>
        </head>
        <body><xsl:apply-templates select="r:package"/></body>
      </table>
      <xsl:choose>
        <xsl:when test="$destruction">
          <paragraph style="table-note">批准人：　　　　　　　　　监销人：　　　　　　　　　销毁人：</paragraph>
        </xsl:when>
        <xsl:otherwise>
          <paragraph style="table-note">移交单位（盖章）：　　　　　　　　　接收单位（盖章）：</paragraph>
          <paragraph style="table-note">移交人：　　　　　　　　　　　　　　接收人：</paragraph>
        </xsl:otherwise>
      </xsl:choose>
      <paragraph style="table-note">日期：　　　　　年　　　月　　　日</paragraph>
    </document>
  </xsl:template>

  <xsl:template match="r:package">
    <row>
      <cell header="row" align="centre"><xsl:value-of select="1 + count(preceding-sibling::r:package)"/></cell>
      <cell align="left" origin="{o:origin(r:number)}"><xsl:value-of select="r:number"/></cell>
      <cell align="left" origin="{o:origin(r:title)}"><xsl:value-of select="r:title"/></cell>
      <cell align="centre" origin="{o:origin(r:year)}"><xsl:value-of select="r:year"/></cell>
      <cell align="centre" origin="{o:origin(r:retention)}"><xsl:value-of select="r:retention"/></cell>
      <cell align="centre" origin="{o:origin(r:secrecy)}"><xsl:value-of select="r:secrecy"/></cell>
      <cell align="left" origin="{o:origin(r:file)}"><xsl:value-of select="r:file"/></cell>
      <cell origin="{o:origin(r:note)}"><xsl:attribute name="align"><xsl:choose><xsl:when test="$destruction">left</xsl:when><xsl:otherwise>centre</xsl:otherwise></xsl:choose></xsl:attribute><xsl:value-of select="r:note"/></cell>
    </row>
  </xsl:template>
</xsl:stylesheet>
