<?xml version="1.0" encoding="UTF-8"?>
<!--
  记录 → 文档块（词汇见 layouts/document.xsd）：标题、引言、各章、落款见 ../common/document.xsl，这里是统计表。
  统计表的标签和单位一律取自 labels.xml；记录里的 label 只给人看，不印。

  From a record to the blocks of its document. The table's labels and units come from labels.xml, never from the record.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:banxin:document:1"
                xmlns:r="urn:banxin:record:1" xmlns:l="urn:banxin:labels:1" xmlns:o="urn:banxin:origin:1"
                exclude-result-prefixes="r l o">

  <xsl:include href="../common/document.xsl"/>

  <xsl:key name="rows" match="r:statistics/r:row" use="@id"/>
  <xsl:key name="own-rows" match="r:statistics/r:own-row" use="@after"/>
  <xsl:variable name="default-year" select="2018"/>
  <xsl:variable name="labels" select="document('labels.xml')/l:labels/l:label"/>
  <!-- 签署栏留空用的全角空格。 Full-width spaces, the blanks of the signing lines. -->
  <xsl:variable name="blanks" select="'　　　　　　　　　　'"/>

  <!-- 作附表：另面起，第一行顶格标“附表”，表题在第三行（GB/T 9704 7.3.7）。附件说明列出的，标“附件”。 -->
  <xsl:template match="r:record/r:statistics">
    <page-break/>
    <section origin="{o:origin(.)}">
      <xsl:choose>
        <xsl:when test="@annex"><xsl:call-template name="annex-label"/></xsl:when>
        <xsl:otherwise><heading level="1" style="annex-label" origin="{o:origin(.)}">附表</heading></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="statistics"/>
    </section>
  </xsl:template>
  <xsl:template match="r:record/r:statistics" mode="name">政府信息公开情况统计表</xsl:template>

  <!-- 作正文的一章：在该章标题之后。 -->
  <xsl:template match="r:chapter/r:statistics">
    <xsl:call-template name="statistics"/>
  </xsl:template>

  <xsl:template name="statistics">
    <xsl:variable name="statistics" select="."/>
    <table origin="{o:origin(.)}">
      <caption>
        <xsl:if test="parent::r:record"><xsl:attribute name="style">annex-caption</xsl:attribute></xsl:if>
        <xsl:text>政府信息公开情况统计表</xsl:text>
      </caption>
      <unit-line style="caption" origin="{o:origin(/r:record)}"><span font="fangsong">（<xsl:value-of select="/r:record/@year"/>年度）</span></unit-line>
      <unit-line origin="{o:origin(/r:record/r:bureau)}">填报单位（盖章）：<xsl:value-of select="normalize-space(/r:record/r:bureau)"/></unit-line>
      <continued>续表</continued>
      <column width="112"/>
      <column width="18"/>
      <column width="26"/>
      <head>
        <row>
          <cell header="column">统计指标</cell>
          <cell header="column">单位</cell>
          <cell header="column">统计数</cell>
        </row>
      </head>
      <body>
        <xsl:for-each select="$labels">
          <xsl:variable name="label" select="."/>
          <!-- key() 在记录里找，所以先回到记录。 key() searches the record, so the context is the record again. -->
          <xsl:for-each select="$statistics">
            <xsl:call-template name="row">
              <xsl:with-param name="label" select="$label"/>
              <xsl:with-param name="source" select="key('rows', $label/@id)"/>
            </xsl:call-template>
            <xsl:apply-templates select="key('own-rows', $label/@id)">
              <xsl:with-param name="label" select="$label"/>
            </xsl:apply-templates>
          </xsl:for-each>
        </xsl:for-each>
      </body>
    </table>
    <xsl:call-template name="signing-lines"/>
  </xsl:template>

  <!-- 表的一行。没有填的，出处是整张表。标题行的统计数一栏不填；标题行和有下级的章行不与下一行分开。“其中”以下的各项与第一项对齐。
       One row of the form. One that is not filled in has the table's own origin. -->
  <xsl:template name="row">
    <xsl:param name="label"/>
    <xsl:param name="source"/>
    <xsl:variable name="origin" select="o:origin($source, .)"/>
    <xsl:variable name="among" select="$label/preceding-sibling::l:label[starts-with(., '其中：')][1]"/>
    <xsl:variable name="hangs" select="not(starts-with($label, '其中：')) and $label/@level = $among/@level
                                       and substring-before($label/@id, '.') = substring-before($among/@id, '.')"/>
    <row>
      <xsl:if test="$label/@heading = 'yes' or ($label/@level = 0 and $label/following-sibling::l:label[1]/@level &gt; 0)">
        <xsl:attribute name="keep-with-next">true</xsl:attribute>
      </xsl:if>
      <cell header="row" indent="{$label/@level + 3 * $hangs}" origin="{$origin}"><xsl:value-of select="$label"/></cell>
      <cell origin="{$origin}"><xsl:value-of select="$label/@unit"/></cell>
      <cell align="decimal" origin="{$origin}"><xsl:value-of select="normalize-space($source)"/></cell>
    </row>
  </xsl:template>

  <!-- 本单位自加的行。 A row of the bureau's own. -->
  <xsl:template match="r:own-row">
    <xsl:param name="label"/>
    <xsl:variable name="origin" select="o:origin(.)"/>
    <xsl:variable name="indent">
      <xsl:choose>
        <xsl:when test="string-length(@level) = 1 and @level &lt;= 3"><xsl:value-of select="@level"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$label/@level"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <row>
      <cell header="row" indent="{$indent}" origin="{$origin}"><xsl:value-of select="normalize-space(@label)"/></cell>
      <cell origin="{$origin}"><xsl:value-of select="normalize-space(@unit)"/></cell>
      <cell align="decimal" origin="{$origin}"><xsl:value-of select="normalize-space(.)"/></cell>
    </row>
  </xsl:template>

  <!-- 表下的签署栏：两行，空着的留出填写的地方。 Two lines to sign on; what the record lacks stays blank. -->
  <xsl:template name="signing-lines">
    <xsl:variable name="date"><xsl:call-template name="day"><xsl:with-param name="day" select="@date"/></xsl:call-template></xsl:variable>
    <paragraph style="table-note" origin="{o:origin(.)}">
      <xsl:text>单位负责人：</xsl:text>
      <xsl:call-template name="field"><xsl:with-param name="value" select="@leader"/></xsl:call-template>
      <xsl:text>审核人：</xsl:text>
      <xsl:call-template name="field"><xsl:with-param name="value" select="@reviewer"/></xsl:call-template>
      <xsl:text>填报人：</xsl:text>
      <xsl:value-of select="normalize-space(@preparer)"/>
    </paragraph>
    <paragraph style="table-note" origin="{o:origin(.)}">
      <xsl:text>联系电话：</xsl:text>
      <xsl:call-template name="field">
        <xsl:with-param name="value" select="@telephone"/>
        <xsl:with-param name="width" select="8"/>
        <xsl:with-param name="taken" select="ceiling(string-length(normalize-space(@telephone)) div 2)"/>
      </xsl:call-template>
      <xsl:text>填报日期：</xsl:text>
      <xsl:value-of select="$date"/>
    </paragraph>
  </xsl:template>

  <!-- 值，后面补全角空格到 width 个字宽，至少补一个；taken 是值已占的字宽。 -->
  <xsl:template name="field">
    <xsl:param name="value"/>
    <xsl:param name="width" select="7"/>
    <xsl:param name="taken" select="string-length(normalize-space($value))"/>
    <xsl:value-of select="normalize-space($value)"/>
    <xsl:value-of select="substring($blanks, 1, $width - $taken)"/>
    <xsl:if test="$taken &gt;= $width"><xsl:value-of select="substring($blanks, 1, 1)"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
