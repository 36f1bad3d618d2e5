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
      <xsl:apply-templates select="r:letterhead"/>
      <xsl:apply-templates select="r:index-number"/>
      <xsl:apply-templates select="r:document-number[not(../r:letterhead)]"/>
      <xsl:apply-templates select="r:title"/>
      <xsl:apply-templates select="r:addressee"/>
      <xsl:apply-templates select="r:introduction/*"/>
      <xsl:apply-templates select="r:chapter"/>
      <xsl:call-template name="annex-list"/>
      <xsl:apply-templates select="r:signature"/>
      <xsl:apply-templates select="r:note"/>
      <xsl:apply-templates select="r:statistics"/>
      <xsl:apply-templates select="r:annex"/>
      <xsl:apply-templates select="r:imprint"/>
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

  <!-- =================================================== 公文 Official documents ===== -->

  <!-- 版头（GB/T 9704 7.2）：份号、密级、紧急程度、发文机关标志、发文字号；有签发人的，发文字号居左，签发人居右，每行两人。
       The head. With signatories, two to a line, the number stands to their left. -->
  <xsl:template match="r:letterhead">
    <xsl:variable name="number" select="../r:document-number[normalize-space()]"/>
    <section origin="{o:origin(.)}">
      <xsl:for-each select="r:copy-number"><paragraph style="copy-number" origin="{o:origin(.)}"><xsl:value-of select="."/></paragraph></xsl:for-each>
      <xsl:for-each select="r:secrecy|r:urgency"><paragraph style="secrecy" origin="{o:origin(.)}"><xsl:value-of select="."/></paragraph></xsl:for-each>
      <xsl:for-each select="r:mark">
        <paragraph origin="{o:origin(.)}">
          <xsl:attribute name="style">mark<xsl:if test="not($number or ../r:signatory)">-alone</xsl:if></xsl:attribute>
          <xsl:value-of select="."/>
        </paragraph>
      </xsl:for-each>
      <xsl:for-each select="$number">
        <paragraph origin="{o:origin(.)}">
          <xsl:attribute name="style">head-number<xsl:if test="../r:letterhead/r:signatory">-left</xsl:if></xsl:attribute>
          <xsl:value-of select="normalize-space(.)"/>
        </paragraph>
      </xsl:for-each>
      <xsl:if test="r:signatory">
        <paragraph origin="{o:origin(r:signatory)}">
          <xsl:attribute name="style">signatory<xsl:if test="not($number)">-alone</xsl:if></xsl:attribute>
          <label font="fangsong">签发人：</label>
          <xsl:for-each select="r:signatory">
            <xsl:value-of select="normalize-space(.)"/>
            <xsl:if test="position() != last()">
              <xsl:choose><xsl:when test="position() mod 2">　</xsl:when><xsl:otherwise><xsl:text>&#10;</xsl:text></xsl:otherwise></xsl:choose>
            </xsl:if>
          </xsl:for-each>
        </paragraph>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- 主送机关顶格，末尾标全角冒号（7.3.2）。 -->
  <xsl:template match="r:record/r:addressee">
    <paragraph style="addressee" origin="{o:origin(.)}">
      <xsl:call-template name="ending"><xsl:with-param name="end" select="'：'"/></xsl:call-template>
    </paragraph>
  </xsl:template>

  <!-- 一行文字，末尾没有 end 的补上。 -->
  <xsl:template name="ending">
    <xsl:param name="end"/>
    <xsl:variable name="text" select="normalize-space(.)"/>
    <xsl:value-of select="$text"/>
    <xsl:if test="substring($text, string-length($text)) != $end"><xsl:value-of select="$end"/></xsl:if>
  </xsl:template>

  <!-- 附件说明（7.3.4）：名称不加书名号，后面不加标点；有几个的，用阿拉伯数码标序号。 -->
  <xsl:template name="annex-list">
    <xsl:variable name="annexes" select="r:statistics[@annex]|r:annex"/>
    <xsl:for-each select="$annexes">
      <xsl:variable name="next"><xsl:if test="position() &gt; 1">-next</xsl:if></xsl:variable>
      <paragraph style="annex-list{$next}" origin="{o:origin(r:title, .)}">
        <label>
          <xsl:if test="position() = 1">附件：</xsl:if>
          <xsl:if test="last() &gt; 1"><xsl:value-of select="position()"/>.</xsl:if>
        </label>
        <xsl:variable name="name"><xsl:apply-templates select="." mode="name"/></xsl:variable>
        <xsl:choose>
          <xsl:when test="starts-with($name, '《') and substring-after($name, '》') = '' and contains($name, '》')">
            <xsl:value-of select="substring-before(substring($name, 2), '》')"/>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="$name"/></xsl:otherwise>
        </xsl:choose>
      </paragraph>
    </xsl:for-each>
  </xsl:template>
  <!-- 标题里的换行只在附件那一面起作用。 -->
  <xsl:template match="r:annex" mode="name"><xsl:value-of select="translate(normalize-space(r:title), ' ', '')"/></xsl:template>

  <!-- “附件”和序号，顶格，黑体（7.3.7）。 -->
  <xsl:template name="annex-label">
    <xsl:variable name="annexes" select="/r:record/r:statistics[@annex]|/r:record/r:annex"/>
    <paragraph style="annex-label" origin="{o:origin(.)}">
      <xsl:text>附件</xsl:text>
      <xsl:if test="count($annexes) &gt; 1"><xsl:value-of select="1 + count(preceding-sibling::r:annex|preceding-sibling::r:statistics[@annex])"/></xsl:if>
    </paragraph>
  </xsl:template>

  <!-- 附件另面编排，标题居中在第三行（7.3.7）；只有标题的另行装订，不印。 -->
  <xsl:template match="r:annex"/>
  <xsl:template match="r:annex[*[not(self::r:title)]]" priority="1">
    <page-break/>
    <section origin="{o:origin(.)}">
      <xsl:call-template name="annex-label"/>
      <heading level="1" style="annex-title" origin="{o:origin(r:title)}"><xsl:value-of select="r:title"/></heading>
      <xsl:apply-templates select="*[not(self::r:title)]"/>
    </section>
  </xsl:template>

  <!-- 附注居左空二字，加圆括号（7.3.6）。 -->
  <xsl:template match="r:record/r:note">
    <xsl:variable name="text" select="normalize-space(.)"/>
    <paragraph style="note" origin="{o:origin(.)}">
      <xsl:if test="not(starts-with($text, '（'))">（</xsl:if>
      <xsl:value-of select="$text"/>
      <xsl:if test="substring($text, string-length($text)) != '）'">）</xsl:if>
    </paragraph>
  </xsl:template>

  <!-- 版记（7.4）：主送（移到这里的）、抄送，印发机关和印发日期。 -->
  <xsl:template match="r:record/r:imprint">
    <imprint origin="{o:origin(.)}">
      <xsl:for-each select="r:addressee|r:copy-to">
        <paragraph origin="{o:origin(.)}">
          <xsl:attribute name="style">imprint<xsl:if test="position() = 1">-first</xsl:if></xsl:attribute>
          <label><xsl:choose><xsl:when test="self::r:addressee">主送：</xsl:when><xsl:otherwise>抄送：</xsl:otherwise></xsl:choose></label>
          <xsl:call-template name="ending"><xsl:with-param name="end" select="'。'"/></xsl:call-template>
        </paragraph>
      </xsl:for-each>
      <paragraph origin="{o:origin(r:issuer)}">
        <xsl:attribute name="style">imprint-issuer<xsl:if test="not(r:addressee|r:copy-to)">-first</xsl:if></xsl:attribute>
        <xsl:value-of select="normalize-space(r:issuer)"/>
      </paragraph>
      <paragraph style="imprint-date" origin="{o:origin(r:date)}">
        <xsl:call-template name="day"><xsl:with-param name="day" select="r:date"/></xsl:call-template>
        <xsl:text>印发</xsl:text>
      </paragraph>
    </imprint>
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
    <xsl:variable name="depth" select="count(ancestor::r:chapter|ancestor::r:annex|ancestor::r:section)"/>
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

  <!-- 署名在正文下空一行，日期在其下（GB/T 9704 7.3.5）；没有写日期的不印。联合行文的，署名依次向下。 -->
  <xsl:template match="r:signature">
    <section origin="{o:origin(.)}">
      <xsl:for-each select="r:issuer">
        <paragraph origin="{o:origin(.)}">
          <xsl:attribute name="style">signature<xsl:if test="position() &gt; 1">-next</xsl:if></xsl:attribute>
          <xsl:value-of select="."/>
        </paragraph>
      </xsl:for-each>
      <xsl:if test="normalize-space(r:date)">
        <paragraph style="signature-date" origin="{o:origin(r:date)}">
          <xsl:call-template name="day"><xsl:with-param name="day" select="r:date"/></xsl:call-template>
        </paragraph>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- 加盖印章的（7.3.5.1）：每排至多三个署名，末排的最后一个在日期之上居中。
       To be sealed: three signatures to a row; those of the last row end above the date. -->
  <xsl:template match="r:signature[@seal and normalize-space(r:date)]">
    <xsl:variable name="count" select="count(r:issuer)"/>
    <!-- 末排之前有几个：都满三个。 How many there are above the last row, whose rows are full. -->
    <xsl:variable name="full" select="$count - 1 - ($count - 1) mod 3"/>
    <section origin="{o:origin(.)}">
      <xsl:for-each select="r:issuer">
        <xsl:variable name="column" select="(position() - 1 + (position() &gt; $full) * (2 - ($count - 1) mod 3)) mod 3 + 1"/>
        <xsl:variable name="begins" select="position() &lt;= $full and $column = 1 or position() = $full + 1"/>
        <paragraph origin="{o:origin(.)}">
          <xsl:attribute name="style">
            <xsl:choose>
              <xsl:when test="$count = 1">sealed</xsl:when>
              <xsl:otherwise>
                <xsl:text>sealed-</xsl:text>
                <xsl:choose>
                  <xsl:when test="position() = last()">last</xsl:when>
                  <xsl:otherwise><xsl:value-of select="$column"/></xsl:otherwise>
                </xsl:choose>
                <xsl:choose>
                  <xsl:when test="not($begins)">-beside</xsl:when>
                  <xsl:when test="position() &gt; 1">-below</xsl:when>
                </xsl:choose>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:attribute>
          <xsl:value-of select="."/>
        </paragraph>
      </xsl:for-each>
      <paragraph style="sealed-date" origin="{o:origin(r:date)}">
        <xsl:call-template name="day"><xsl:with-param name="day" select="r:date"/></xsl:call-template>
      </paragraph>
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
