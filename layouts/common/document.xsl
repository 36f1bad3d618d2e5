<?xml version="1.0" encoding="UTF-8"?>
<!--
  各种表共有的版式：标题、引言、章、节、段、列项、落款、日期、本单位自己的表（词汇见 layouts/document.xsd）。
  包含本文件的 document.xsl 给出 $default-year（草稿没有写明年度时用）和 $labels（labels.xml 的根元素），并说明统计表怎样印。

  What the documents of all forms have in common. The stylesheet that includes it sets $default-year, for drafts that do
  not say their year, and $labels, the root of labels.xml, and prints the tables.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:banxin:document:1"
                xmlns:r="urn:banxin:record:1" xmlns:f="urn:banxin:form:1" xmlns:o="urn:banxin:origin:1"
                exclude-result-prefixes="r f o">

  <xsl:output method="xml" encoding="UTF-8"/>

  <!-- 草稿可能缺标题、单位或年度，这几处另有默认值。 A draft may lack title, bureau or year: each has a default here. -->
  <xsl:template match="/r:record">
    <xsl:variable name="year">
      <xsl:choose>
        <xsl:when test="translate(@year, '123456789', '000000000') = '0000'"><xsl:value-of select="@year"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$default-year"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="subject" select="concat($year, '年度', o:form())"/>
    <document subject="{$subject}" language="zh-Hans">
      <xsl:attribute name="title">
        <xsl:value-of select="r:title"/>
        <xsl:if test="not(normalize-space(r:title))"><xsl:value-of select="$subject"/></xsl:if>
      </xsl:attribute>
      <xsl:attribute name="author">
        <xsl:value-of select="normalize-space(r:bureau)"/>
        <xsl:if test="not(normalize-space(r:bureau))">——</xsl:if>
      </xsl:attribute>
      <xsl:attribute name="date">
        <xsl:variable name="day" select="normalize-space(@date)"/>
        <xsl:variable name="month" select="number(substring($day, 6, 2))"/>
        <xsl:variable name="day-of-month" select="number(substring($day, 9))"/>
        <xsl:choose>
          <!-- 确有这一天：各月的日数依次写在一串里，闰年的2月有29日。 A day that exists. -->
          <xsl:when test="translate($day, '123456789', '000000000') = '0000-00-00' and $day-of-month &gt; 0
                          and $day-of-month &lt;= number(substring('312931303130313130313031', 2 * $month - 1, 2))
                          and ($month != 2 or $day-of-month &lt; 29 or substring($day, 1, 4) mod 4 = 0)"><xsl:value-of select="$day"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat($year, '-12-31')"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:apply-templates select="r:index-number"/>
      <xsl:apply-templates select="r:document-number"/>
      <xsl:apply-templates select="r:title"/>
      <xsl:apply-templates select="r:introduction/*"/>
      <xsl:apply-templates select="r:chapter"/>
      <xsl:apply-templates select="r:signature"/>
      <xsl:apply-templates select="r:statistics"/>
    </document>
  </xsl:template>

  <!-- 标题、表格的格里换行的，照样换行。 A line break inside a title or a cell is one on the page (GW-40, CL-83). -->
  <xsl:template match="r:title">
    <title origin="{o:origin(.)}"><xsl:value-of select="."/></title>
  </xsl:template>

  <!-- 索引号在首页左上，发文字号居中，标题在其下空二行（GB/T 9704 7.2.5、7.3.1）。 Above the title. -->
  <xsl:template match="r:index-number">
    <paragraph style="index-number" origin="{o:origin(.)}">索引号：<xsl:value-of select="normalize-space(.)"/></paragraph>
  </xsl:template>
  <xsl:template match="r:document-number">
    <paragraph style="document-number" origin="{o:origin(.)}"><xsl:value-of select="normalize-space(.)"/></paragraph>
  </xsl:template>

  <!-- ================================================================ 正文 Text ===== -->

  <!-- 章的标题独占一行。 A chapter's heading stands on its own line. -->
  <xsl:template match="r:chapter">
    <section origin="{o:origin(.)}">
      <xsl:apply-templates select="r:heading"/>
      <xsl:apply-templates select="*[not(self::r:heading)]|text()[normalize-space()]"/>
    </section>
  </xsl:template>

  <!-- 节：以句号结尾的标题与紧接的一段连排。 A heading that ends with 。 is run in to a paragraph right behind it. -->
  <xsl:template match="r:section">
    <xsl:variable name="heading" select="normalize-space(r:heading)"/>
    <xsl:variable name="runs-in"
                  select="substring($heading, string-length($heading)) = '。' and r:heading/following-sibling::*[1][self::r:p]"/>
    <section origin="{o:origin(.)}">
      <xsl:choose>
        <xsl:when test="$runs-in"><xsl:apply-templates select="r:p[1]" mode="run-in"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates select="r:heading"/></xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates select="*[not(self::r:heading or $runs-in and position() = 2)]|text()[normalize-space()]"/>
    </section>
  </xsl:template>

  <xsl:template match="r:heading">
    <heading origin="{o:origin(.)}">
      <xsl:call-template name="level"/>
      <xsl:call-template name="language"/>
      <xsl:value-of select="."/>
    </heading>
  </xsl:template>

  <xsl:template match="r:p" mode="run-in">
    <paragraph origin="{o:origin(.)}">
      <xsl:call-template name="language"/>
      <run-in>
        <xsl:call-template name="level"/>
        <!-- 第2级用楷体，第3、4级用仿宋（GB/T 9704 7.3.3）。 -->
        <xsl:attribute name="font">
          <xsl:choose>
            <xsl:when test="parent::r:section/parent::r:chapter">kai</xsl:when>
            <xsl:otherwise>fangsong</xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
        <xsl:value-of select="normalize-space(../r:heading)"/>
      </run-in>
      <xsl:apply-templates/>
    </paragraph>
  </xsl:template>

  <xsl:template match="r:p">
    <paragraph origin="{o:origin(.)}">
      <xsl:call-template name="language"/>
      <xsl:apply-templates/>
    </paragraph>
  </xsl:template>

  <xsl:template match="r:list">
    <list origin="{o:origin(.)}">
      <xsl:for-each select="r:item">
        <item origin="{o:origin(.)}">
          <xsl:call-template name="language"/>
          <xsl:apply-templates/>
        </item>
      </xsl:for-each>
    </list>
  </xsl:template>

  <xsl:template match="r:span" priority="1">
    <span>
      <xsl:call-template name="language"/>
      <xsl:value-of select="."/>
    </span>
  </xsl:template>

  <!-- 草稿里不认识的元素和不在段里的文字，各作一段；段里不认识的元素只取文字。
       A draft's unknown elements and loose texts become paragraphs; within a paragraph, text. -->
  <xsl:template match="*|r:chapter/text()|r:section/text()" priority="-1">
    <paragraph origin="{o:origin(.)}"><xsl:value-of select="."/></paragraph>
  </xsl:template>
  <xsl:template match="r:p//*|r:item//*"><xsl:value-of select="."/></xsl:template>

  <!-- ==================================================== 本单位自己的表 Own tables ===== -->

  <!-- 表身里有较长文字的栏：表的 generate-id，和这一栏右边还有几栏（左边的栏常有跨行的格，从右数才数得准）。
       Columns with words of some length, by their table and how many columns are to their right: cells over several rows,
       which stand to the left as a rule, do not disturb that. -->
  <xsl:key name="columns-of-text" match="r:own-table/r:body/r:tr/*[not(@column-span)][string-length(translate(normalize-space(.), '0123456789.,+-−% ', '')) &gt; 6]"
           use="concat(generate-id(../../..), ' ', count(following-sibling::*[not(@column-span)]) + sum(following-sibling::*/@column-span))"/>

  <!-- 表头的格都是栏的标题；表身里 th 是行的标题，既没有表头又没有 th 的行，第一格就是。没有写各栏宽度的，按第一行分栏，宽度随内容（CL-84）。
       Cells of the head head columns; in the body th heads its row, or the first cell where there is neither head nor th. -->
  <xsl:template match="r:own-table">
    <table origin="{o:origin(.)}">
      <xsl:if test="r:caption"><caption origin="{o:origin(r:caption)}"><xsl:value-of select="r:caption"/></caption></xsl:if>
      <xsl:if test="r:unit"><unit-line style="continued" origin="{o:origin(r:unit)}"><xsl:value-of select="r:unit"/></unit-line></xsl:if>
      <continued>
        <xsl:text>续表</xsl:text>
        <xsl:if test="normalize-space(r:unit)">　　<xsl:value-of select="normalize-space(r:unit)"/></xsl:if>
      </continued>
      <xsl:for-each select="r:column"><column width="{@width}"/></xsl:for-each>
      <xsl:if test="not(r:column)">
        <xsl:for-each select="(*/r:tr)[1]/*">
          <xsl:call-template name="columns"><xsl:with-param name="count" select="concat(@column-span, substring('1', 1 + boolean(@column-span)))"/></xsl:call-template>
        </xsl:for-each>
      </xsl:if>
      <xsl:if test="r:head"><head><xsl:apply-templates select="r:head/r:tr"/></head></xsl:if>
      <body><xsl:apply-templates select="r:body/r:tr"/></body>
    </table>
  </xsl:template>

  <xsl:template name="columns">
    <xsl:param name="count"/>
    <xsl:if test="$count &gt; 0">
      <column/>
      <xsl:call-template name="columns"><xsl:with-param name="count" select="$count - 1"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:own-table/*/r:tr">
    <row><xsl:apply-templates select="r:th|r:td"/></row>
  </xsl:template>

  <xsl:template match="r:own-table/*/r:tr/*">
    <cell origin="{o:origin(.)}">
      <xsl:choose>
        <xsl:when test="ancestor::r:head"><xsl:attribute name="header">column</xsl:attribute></xsl:when>
        <xsl:when test="self::r:th or not(ancestor::r:own-table/r:head or ../r:th or preceding-sibling::*)">
          <xsl:attribute name="header">row</xsl:attribute>
        </xsl:when>
      </xsl:choose>
      <!-- 一栏一种对齐：有较长文字的栏靠左，其余的栏数按小数点对齐，短语居中。
           A column has one alignment: text from the left; figures by their points, single words in the middle. -->
      <xsl:if test="self::r:td and ancestor::r:body">
        <xsl:attribute name="align">
          <xsl:choose>
            <xsl:when test="key('columns-of-text', concat(generate-id(ancestor::r:own-table), ' ',
                            count(following-sibling::*[not(@column-span)]) + sum(following-sibling::*/@column-span)))">left</xsl:when>
            <xsl:otherwise>decimal</xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
      </xsl:if>
      <xsl:copy-of select="@row-span|@column-span"/>
      <xsl:value-of select="."/>
    </cell>
  </xsl:template>

  <!-- ============================================================ 图片 Pictures ===== -->

  <xsl:template match="r:picture">
    <picture digest="{o:picture(.)}" alternative="{@alternative}" origin="{o:origin(.)}">
      <xsl:copy-of select="@width"/>
      <xsl:if test="normalize-space(r:caption)"><caption origin="{o:origin(r:caption)}"><xsl:value-of select="r:caption"/></caption></xsl:if>
    </picture>
  </xsl:template>

  <xsl:template match="r:chart">
    <chart kind="{@kind}" origin="{o:origin(.)}">
      <xsl:copy-of select="@width|@unit"/>
      <xsl:if test="normalize-space(r:caption)"><caption origin="{o:origin(r:caption)}"><xsl:value-of select="r:caption"/></caption></xsl:if>
      <xsl:for-each select="r:series"><series origin="{o:origin(.)}"><xsl:value-of select="normalize-space(@label)"/></series></xsl:for-each>
      <xsl:for-each select="r:entry">
        <entry origin="{o:origin(.)}">
          <label><xsl:value-of select="normalize-space(@label)"/></label>
          <xsl:for-each select="r:figure"><value><xsl:value-of select="normalize-space(.)"/></value></xsl:for-each>
        </entry>
      </xsl:for-each>
    </chart>
  </xsl:template>

  <!-- 一、是第1级，（一）第2级，1. 第3级，（1）第4级；再没有更低的。 Level 4 is the lowest. -->
  <xsl:template name="level">
    <xsl:variable name="depth" select="count(ancestor::r:chapter|ancestor::r:section)"/>
    <xsl:attribute name="level">
      <xsl:choose>
        <xsl:when test="$depth &gt; 4">4</xsl:when>
        <xsl:otherwise><xsl:value-of select="$depth"/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <xsl:template name="language">
    <xsl:if test="@xml:lang"><xsl:attribute name="language"><xsl:value-of select="@xml:lang"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- 署名在正文下空一行，日期在其下（GB/T 9704 7.3.5）；没有写日期的不印。 -->
  <xsl:template match="r:signature">
    <section origin="{o:origin(.)}">
      <paragraph style="signature" origin="{o:origin(r:issuer)}"><xsl:value-of select="r:issuer"/></paragraph>
      <xsl:if test="normalize-space(r:date)">
        <paragraph style="signature-date" origin="{o:origin(r:date)}">
          <xsl:call-template name="day"><xsl:with-param name="day" select="r:date"/></xsl:call-template>
        </paragraph>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- 2019-03-05 → 2019年3月5日：年份写全，月、日不编虚位（GB/T 9704 7.3.5.4）。 -->
  <xsl:template name="day">
    <xsl:param name="day"/>
    <xsl:variable name="text" select="normalize-space($day)"/>
    <xsl:choose>
      <xsl:when test="translate($text, '123456789', '000000000') = '0000-00-00'">
        <xsl:value-of select="concat(substring($text, 1, 4), '年', number(substring($text, 6, 2)), '月', number(substring($text, 9)), '日')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
