<?xml version="1.0" encoding="UTF-8"?>
<!--
  章由表规定、统计表写在章里的版式（2019年以来的两种表）。标题和标签一律取自 labels.xml，记录里的写法只给人看。
  包含本文件的 document.xsl 给出 $labels（labels.xml 的根元素），并说明第二章的表有哪些栏（用模板 blocks，另给出模板 column-span）。

  The layout of forms that prescribe their chapters. Headings and labels come from labels.xml, never from the record.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:banxin:document:1"
                xmlns:r="urn:banxin:record:1" xmlns:l="urn:banxin:labels:1" xmlns:o="urn:banxin:origin:1"
                exclude-result-prefixes="r l o">

  <xsl:include href="document.xsl"/>

  <!-- 标题行所辖的行，按标题行的 generate-id。 The rows under a heading row, by its generate-id. -->
  <xsl:key name="rows-under" match="l:label[not(@heading)]" use="generate-id(preceding-sibling::l:label[@heading][1])"/>

  <!-- 表规定的章，标题印原文；前面有本单位自加的章的，序号顺延。
       The heading of an official chapter is the official one; its number goes on from an own chapter before it. -->
  <xsl:template match="r:chapter[@id]/r:heading" priority="1">
    <xsl:variable name="official" select="$labels/l:chapter[@id = current()/../@id]"/>
    <heading level="1" origin="{o:origin(.)}">
      <xsl:if test="$official"><xsl:value-of select="o:heading(.., $official)"/></xsl:if>
      <xsl:if test="not($official)"><xsl:value-of select="."/></xsl:if>
    </heading>
  </xsl:template>

  <!-- ================================================================ 格 Cells ===== -->

  <!-- 一行的统计数，各栏依次：数原样印出，上下按小数点对齐，原文写在格里的单位跟在数的后面。没有填的，出处是整张表。
       The figures of a row, as given, one below another by their points (CL-85); the unit behind them where the record has one. The origin of a cell that is not
       there is the table's. -->
  <xsl:template name="figures">
    <xsl:param name="statistics"/>
    <xsl:param name="row"/>
    <xsl:param name="columns"/>
    <xsl:param name="spanned" select="false()"/>
    <xsl:for-each select="$columns">
      <xsl:variable name="cell" select="o:child($row, @id)"/>
      <cell origin="{o:origin($cell, $statistics)}">
        <xsl:attribute name="align">
          <xsl:choose><xsl:when test="@holds = 'text'">left</xsl:when><xsl:otherwise>decimal</xsl:otherwise></xsl:choose>
        </xsl:attribute>
        <xsl:if test="$spanned">
          <xsl:call-template name="column-span"><xsl:with-param name="count" select="count($columns)"/></xsl:call-template>
        </xsl:if>
        <xsl:choose>
          <xsl:when test="@holds = 'text'"><xsl:value-of select="$cell"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="normalize-space($cell)"/></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="$cell/@unit and normalize-space($cell)"><xsl:value-of select="normalize-space($cell/@unit)"/></xsl:if>
      </cell>
    </xsl:for-each>
  </xsl:template>

  <!-- 自加的行的标签格。它比所在处的行（层次为 level）低几层，就缩进几格。
       The label of a row of the bureau's own, indented by as many levels as it is below the rows where it stands. -->
  <xsl:template name="own-label">
    <xsl:param name="column-span" select="1"/>
    <xsl:param name="level"/>
    <cell header="row" column-span="{$column-span}" origin="{o:origin(.)}">
      <xsl:if test="string-length(@level) = 1 and @level &lt;= 3 and @level &gt; $level">
        <xsl:attribute name="indent"><xsl:value-of select="@level - $level"/></xsl:attribute>
      </xsl:if>
      <xsl:value-of select="normalize-space(@label)"/>
    </cell>
  </xsl:template>

  <!-- ============================================================ 一般的表 Any other table ===== -->

  <!-- 标签一栏，其余各栏依次；标题行占满一行。表没有自己的模板的，都这样印。栏的 width 是它占的份额。
       The labels in one column, then the columns of labels.xml; a heading takes a row. This is how a table is printed that
       has no template of its own. A column's width is its share. -->
  <xsl:template match="r:statistics">
    <xsl:variable name="statistics" select="."/>
    <xsl:variable name="table" select="$labels/l:table[@id = current()/@table]"/>
    <xsl:variable name="columns" select="$table/l:column[not(@heading)]"/>
    <table origin="{o:origin(.)}">
      <continued>续表</continued>
      <column width="3"><xsl:copy-of select="$table/l:column[@heading][1]/@width"/></column>
      <xsl:for-each select="$columns"><column width="2"><xsl:copy-of select="@width"/></column></xsl:for-each>
      <head>
        <row>
          <cell header="column"><xsl:value-of select="$table/l:column[@heading][1]"/></cell>
          <xsl:for-each select="$columns"><cell header="column"><xsl:value-of select="."/></cell></xsl:for-each>
        </row>
      </head>
      <body>
        <xsl:for-each select="$table/l:label">
          <xsl:variable name="row" select="o:child($statistics, @id)"/>
          <xsl:variable name="under" select="preceding-sibling::l:label[@heading][1]"/>
          <xsl:variable name="ends" select="not(@heading) and not(following-sibling::l:label[1][not(@heading)])"/>
          <row>
            <xsl:if test="@heading"><xsl:attribute name="keep-with-next">true</xsl:attribute></xsl:if>
            <cell header="row" origin="{o:origin($row, $statistics)}">
              <xsl:if test="@level &gt; 0"><xsl:attribute name="indent"><xsl:value-of select="@level"/></xsl:attribute></xsl:if>
              <xsl:if test="@heading"><xsl:attribute name="column-span"><xsl:value-of select="1 + count($columns)"/></xsl:attribute></xsl:if>
              <xsl:value-of select="."/>
            </cell>
            <xsl:if test="not(@heading)">
              <xsl:call-template name="figures">
                <xsl:with-param name="statistics" select="$statistics"/>
                <xsl:with-param name="row" select="$row"/>
                <xsl:with-param name="columns" select="$columns"/>
              </xsl:call-template>
            </xsl:if>
          </row>
          <xsl:for-each select="$statistics/r:own-row[@after = current()[not(@heading)]/@id or $ends and @after = $under/@id]">
            <row>
              <xsl:call-template name="own-label"/>
              <xsl:call-template name="figures">
                <xsl:with-param name="statistics" select="$statistics"/>
                <xsl:with-param name="row" select="."/>
                <xsl:with-param name="columns" select="$columns"/>
              </xsl:call-template>
            </row>
          </xsl:for-each>
        </xsl:for-each>
      </body>
    </table>
  </xsl:template>

  <!-- ======================================== 主动公开政府信息情况 Proactive disclosure ===== -->

  <!-- 表身：每块有条款一行、栏名一行、数据若干行，一块不分在两页。width 是表的栏数；模板 column-span 说每格跨几栏。
       The body in blocks, each on one page: the article, the names of the columns, the rows. -->
  <xsl:template name="blocks">
    <xsl:param name="width"/>
    <xsl:variable name="statistics" select="."/>
    <xsl:variable name="table" select="$labels/l:table[@id = 'proactive']"/>
    <xsl:for-each select="$table/l:label[@heading]">
      <xsl:variable name="band" select="."/>
      <xsl:variable name="rows" select="key('rows-under', generate-id())"/>
      <xsl:variable name="columns" select="$table/l:column[contains(concat(' ', $rows[1]/@cells, ' '), concat(' ', @id, ' '))]"/>
      <row keep-with-next="true">
        <cell header="column" column-span="{$width}"><xsl:value-of select="."/></cell>
      </row>
      <row keep-with-next="true">
        <cell header="column"><xsl:value-of select="$table/l:column[@heading][1]"/></cell>
        <xsl:for-each select="$columns">
          <cell header="column">
            <xsl:call-template name="column-span"><xsl:with-param name="count" select="count($columns)"/></xsl:call-template>
            <xsl:value-of select="."/>
          </cell>
        </xsl:for-each>
      </row>
      <xsl:for-each select="$rows">
        <xsl:variable name="row" select="o:child($statistics, @id)"/>
        <xsl:variable name="ends" select="position() = last()"/>
        <xsl:variable name="own" select="$statistics/r:own-row[@after = current()/@id or $ends and @after = $band/@id]"/>
        <row>
          <xsl:if test="not($ends) or $own"><xsl:attribute name="keep-with-next">true</xsl:attribute></xsl:if>
          <cell header="row" origin="{o:origin($row, $statistics)}"><xsl:value-of select="."/></cell>
          <xsl:call-template name="figures">
            <xsl:with-param name="statistics" select="$statistics"/>
            <xsl:with-param name="row" select="$row"/>
            <xsl:with-param name="columns" select="$columns"/>
            <xsl:with-param name="spanned" select="true()"/>
          </xsl:call-template>
        </row>
        <xsl:for-each select="$own">
          <row>
            <xsl:if test="not($ends and position() = last())"><xsl:attribute name="keep-with-next">true</xsl:attribute></xsl:if>
            <xsl:call-template name="own-label"><xsl:with-param name="level" select="$rows[1]/@level"/></xsl:call-template>
            <xsl:call-template name="figures">
              <xsl:with-param name="statistics" select="$statistics"/>
              <xsl:with-param name="row" select="."/>
              <xsl:with-param name="columns" select="$columns"/>
              <xsl:with-param name="spanned" select="true()"/>
            </xsl:call-template>
          </row>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- ================================ 收到和处理政府信息公开申请情况 Requests ===== -->

  <!-- 10栏：标签3栏，统计数7栏。标签的层次定它占几栏：0 占3栏，1 占2栏，2 占1栏；标题行不单占一行，而是竖跨它所辖的各行。
       标题行在记录里有数的（旧格式只有一行），印作一行，它的下级不印。
       Three columns of labels and seven of figures. A label's level says how many columns it takes; a heading takes no
       row of its own but spans its rows, unless the record has figures for it (an older form had one row there). -->
  <xsl:template match="r:statistics[@table = 'requests']">
    <xsl:variable name="statistics" select="."/>
    <xsl:variable name="table" select="$labels/l:table[@id = 'requests']"/>
    <xsl:variable name="label" select="$table/l:label"/>
    <xsl:variable name="columns" select="$table/l:column[not(@heading)]"/>
    <xsl:variable name="whole" select="$label[@heading][@level = 1][@id = $statistics/r:row/@id]"/>
    <xsl:variable name="printed" select="$whole|$label[not(@heading)][not(substring-before(@id, '.') = $whole/@id)]"/>
    <xsl:variable name="results" select="$label[@heading][@level = 0]"/>
    <xsl:variable name="outcomes" select="$printed[@level &gt; 0]"/>
    <xsl:variable name="own-rows" select="$statistics/r:own-row"/>
    <table origin="{o:origin(.)}" keep-together="true">
      <continued>续表</continued>
      <column width="50"/>
      <column width="84"/>
      <column width="166"/>
      <column width="49"/>
      <column width="49"/>
      <column width="49"/>
      <column width="49"/>
      <column width="49"/>
      <column width="49"/>
      <column width="49"/>
      <head>
        <row>
          <cell header="column" row-span="3" column-span="3" align="left"><xsl:value-of select="$table/l:column[@id = 'relation']"/></cell>
          <cell header="column" column-span="7"><xsl:value-of select="$table/l:column[@id = 'applicants']"/></cell>
        </row>
        <row>
          <cell header="column" row-span="2"><xsl:value-of select="$columns[1]"/></cell>
          <cell header="column" column-span="5"><xsl:value-of select="$table/l:column[@id = 'organisations']"/></cell>
          <cell header="column" row-span="2"><xsl:value-of select="$columns[last()]"/></cell>
        </row>
        <row>
          <xsl:for-each select="$columns[position() &gt; 1 and position() &lt; last()]">
            <cell header="column"><xsl:value-of select="."/></cell>
          </xsl:for-each>
        </row>
      </head>
      <body>
        <xsl:for-each select="$printed">
          <xsl:variable name="id" select="string(@id)"/>
          <xsl:variable name="row" select="o:child($statistics, @id)"/>
          <xsl:variable name="heading" select="self::*[@level = 2]/preceding-sibling::l:label[@heading][1]"/>
          <xsl:variable name="group" select="key('rows-under', generate-id($heading))[@level = 2]"/>
          <row>
            <xsl:if test="$id = $outcomes[1]/@id">
              <cell header="row" upright="true" continued="{$results}（续）"
                    row-span="{count($outcomes) + count($own-rows[@after = $label[@level &gt; 0]/@id])}">
                <xsl:value-of select="$results"/>
              </cell>
            </xsl:if>
            <xsl:if test="$id = $group[1]/@id">
              <cell header="row" continued="{$heading}（续）" row-span="{count($group) + count($own-rows[@after = $group/@id])}">
                <xsl:value-of select="$heading"/>
              </cell>
            </xsl:if>
            <cell header="row" column-span="{3 - @level}" origin="{o:origin($row, $statistics)}"><xsl:value-of select="."/></cell>
            <xsl:call-template name="figures">
              <xsl:with-param name="statistics" select="$statistics"/>
              <xsl:with-param name="row" select="$row"/>
              <xsl:with-param name="columns" select="$columns"/>
            </xsl:call-template>
          </row>
          <!-- 自加的行：先是跟在本行后面的，再是跟在整组后面的，再是跟在全部办理结果后面的。
               Own rows: those of this row, then those of its group when it ends here, then those of all results. -->
          <xsl:if test="$own-rows">
            <xsl:call-template name="own-requests">
              <xsl:with-param name="rows" select="$own-rows[@after = $id or $whole/@id = $id and substring-before(@after, '.') = $id]"/>
              <xsl:with-param name="level" select="@level"/>
              <xsl:with-param name="columns" select="$columns"/>
            </xsl:call-template>
            <xsl:if test="$id = $group[last()]/@id">
              <xsl:call-template name="own-requests">
                <xsl:with-param name="rows" select="$own-rows[@after = $heading/@id]"/>
                <xsl:with-param name="level" select="1"/>
                <xsl:with-param name="columns" select="$columns"/>
              </xsl:call-template>
            </xsl:if>
            <xsl:if test="$id = $outcomes[last()]/@id">
              <xsl:call-template name="own-requests">
                <xsl:with-param name="rows" select="$own-rows[@after = $results/@id]"/>
                <xsl:with-param name="level" select="0"/>
                <xsl:with-param name="columns" select="$columns"/>
              </xsl:call-template>
            </xsl:if>
          </xsl:if>
        </xsl:for-each>
      </body>
    </table>
  </xsl:template>

  <xsl:template name="own-requests">
    <xsl:param name="rows"/>
    <xsl:param name="level"/>
    <xsl:param name="columns"/>
    <xsl:for-each select="$rows">
      <row>
        <xsl:call-template name="own-label">
          <xsl:with-param name="column-span" select="3 - $level"/>
          <xsl:with-param name="level" select="$level"/>
        </xsl:call-template>
        <xsl:call-template name="figures">
          <xsl:with-param name="statistics" select=".."/>
          <xsl:with-param name="row" select="."/>
          <xsl:with-param name="columns" select="$columns"/>
        </xsl:call-template>
      </row>
    </xsl:for-each>
  </xsl:template>

  <!-- ============================ 行政复议、行政诉讼情况 Reconsideration and litigation ===== -->

  <!-- 15栏：三块各5栏，统计数一行。自加的行，数写在 after 所指的那一块，其余的栏写标签。
       Three blocks of five columns, one row of figures. An own row has its figures in the block it names, its label in
       the columns that are left. -->
  <xsl:template match="r:statistics[@table = 'reviews']">
    <xsl:variable name="statistics" select="."/>
    <xsl:variable name="table" select="$labels/l:table[@id = 'reviews']"/>
    <xsl:variable name="columns" select="$table/l:column"/>
    <xsl:variable name="blocks" select="$table/l:label[not(@heading)]"/>
    <table origin="{o:origin(.)}">
      <continued>续表</continued>
      <column width="1"/>
      <column width="1"/>
      <column width="1"/>
      <column width="1"/>
      <column width="1"/>
      <column width="1"/>
      <column width="1"/>
      <column width="1"/>
      <column width="1"/>
      <column width="1"/>
      <column width="1"/>
      <column width="1"/>
      <column width="1"/>
      <column width="1"/>
      <column width="1"/>
      <head>
        <row>
          <cell header="both" column-span="5"><xsl:value-of select="$blocks[1]"/></cell>
          <cell header="column" column-span="10"><xsl:value-of select="$table/l:label[@heading]"/></cell>
        </row>
        <row>
          <xsl:for-each select="$columns"><cell header="column" row-span="2"><xsl:value-of select="."/></cell></xsl:for-each>
          <xsl:for-each select="$blocks[position() &gt; 1]"><cell header="both" column-span="5"><xsl:value-of select="."/></cell></xsl:for-each>
        </row>
        <row>
          <xsl:for-each select="$blocks[position() &gt; 1]">
            <xsl:for-each select="$columns"><cell header="column"><xsl:value-of select="."/></cell></xsl:for-each>
          </xsl:for-each>
        </row>
      </head>
      <body>
        <row>
          <xsl:for-each select="$blocks">
            <xsl:call-template name="figures">
              <xsl:with-param name="statistics" select="$statistics"/>
              <xsl:with-param name="row" select="o:child($statistics, @id)"/>
              <xsl:with-param name="columns" select="$columns"/>
            </xsl:call-template>
          </xsl:for-each>
        </row>
        <xsl:for-each select="r:own-row">
          <xsl:variable name="named" select="$blocks[@id = current()/@after]"/>
          <xsl:variable name="before" select="count($named/preceding-sibling::l:label[not(@heading)]) + 2 * not($named)"/>
          <row>
            <xsl:if test="$before &gt; 0">
              <xsl:call-template name="own-label">
                <xsl:with-param name="column-span" select="5 * $before"/>
                <xsl:with-param name="level" select="number(concat('0', $named/@level))"/>
              </xsl:call-template>
            </xsl:if>
            <xsl:call-template name="figures">
              <xsl:with-param name="statistics" select="$statistics"/>
              <xsl:with-param name="row" select="."/>
              <xsl:with-param name="columns" select="$columns"/>
            </xsl:call-template>
            <xsl:choose>
              <xsl:when test="$before = 0">
                <xsl:call-template name="own-label">
                  <xsl:with-param name="column-span" select="10"/>
                  <xsl:with-param name="level" select="number(concat('0', $named/@level))"/>
                </xsl:call-template>
              </xsl:when>
              <xsl:when test="$before = 1"><cell column-span="5"/></xsl:when>
            </xsl:choose>
          </row>
        </xsl:for-each>
      </body>
    </table>
  </xsl:template>
</xsl:stylesheet>
