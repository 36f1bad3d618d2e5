<?xml version="1.0" encoding="UTF-8"?>
<!--
  校验反馈单：称呼、结果、期限和联系方式，然后每份报送的文件一张表，每处问题一行，末一栏空着待答复。用语见 words.xml。

  The sheet: whom it is for, what came out, when and whom to answer; then a table for each file, a row for each finding,
  the last column blank for the reply.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:banxin:document:1"
                xmlns:r="urn:banxin:record:1" xmlns:w="urn:banxin:words:1" xmlns:o="urn:banxin:origin:1"
                exclude-result-prefixes="r w o">

  <xsl:include href="../common/document.xsl"/>

  <xsl:variable name="default-year" select="1000"/>
  <xsl:variable name="labels" select="/.."/>
  <xsl:variable name="words" select="document('words.xml')/w:words"/>
  <xsl:variable name="chinese" select="/r:record/@xml:lang = 'zh'"/>

  <xsl:variable name="form">
    <xsl:value-of select="/r:record/r:report"/>
    <xsl:if test="not(normalize-space(/r:record/r:report))"><xsl:call-template name="say"><xsl:with-param name="of" select="'report-unknown'"/></xsl:call-template></xsl:if>
  </xsl:variable>
  <xsl:variable name="report">
    <xsl:call-template name="fill">
      <xsl:with-param name="text">
        <xsl:call-template name="fill">
          <xsl:with-param name="text"><xsl:call-template name="say"><xsl:with-param name="of" select="concat('report', substring('-of-no-year', 1, 11 * not(/r:record/@year)))"/></xsl:call-template></xsl:with-param>
          <xsl:with-param name="name" select="'{form}'"/>
          <xsl:with-param name="by" select="$form"/>
        </xsl:call-template>
      </xsl:with-param>
      <xsl:with-param name="name" select="'{year}'"/>
      <xsl:with-param name="by" select="/r:record/@year"/>
    </xsl:call-template>
  </xsl:variable>
  <xsl:variable name="title">
    <xsl:call-template name="sentence"><xsl:with-param name="of" select="'title'"/><xsl:with-param name="name" select="'{report}'"/><xsl:with-param name="by" select="$report"/></xsl:call-template>
  </xsl:variable>

  <!-- ================================================================ 用语 Words ===== -->

  <xsl:template name="say">
    <xsl:param name="of"/>
    <xsl:choose>
      <xsl:when test="$chinese"><xsl:value-of select="$words/*[local-name() = $of]/@zh"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$words/*[local-name() = $of]/@en"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="fill">
    <xsl:param name="text"/>
    <xsl:param name="name"/>
    <xsl:param name="by"/>
    <xsl:choose>
      <xsl:when test="contains($text, $name)"><xsl:value-of select="concat(substring-before($text, $name), $by, substring-after($text, $name))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 一句用语，其中 name 换成 by。 One of the words with `name` filled in. -->
  <xsl:template name="sentence">
    <xsl:param name="of"/>
    <xsl:param name="name"/>
    <xsl:param name="by"/>
    <xsl:call-template name="fill">
      <xsl:with-param name="text"><xsl:call-template name="say"><xsl:with-param name="of" select="$of"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="name" select="$name"/>
      <xsl:with-param name="by" select="$by"/>
    </xsl:call-template>
  </xsl:template>

  <!-- ============================================================== 反馈单 The sheet ===== -->

  <xsl:template match="/r:record">
    <xsl:variable name="errors" select="sum(r:submission/@errors)"/>
    <xsl:variable name="warnings" select="sum(r:submission/@warnings)"/>
    <xsl:variable name="counts">
      <xsl:if test="$errors &gt; 0"><xsl:call-template name="sentence"><xsl:with-param name="of" select="'errors'"/><xsl:with-param name="name" select="'{n}'"/><xsl:with-param name="by" select="$errors"/></xsl:call-template></xsl:if>
      <xsl:if test="$errors &gt; 0 and $warnings &gt; 0"><xsl:call-template name="say"><xsl:with-param name="of" select="'between'"/></xsl:call-template></xsl:if>
      <xsl:if test="$warnings &gt; 0"><xsl:call-template name="sentence"><xsl:with-param name="of" select="'warnings'"/><xsl:with-param name="name" select="'{n}'"/><xsl:with-param name="by" select="$warnings"/></xsl:call-template></xsl:if>
    </xsl:variable>
    <xsl:variable name="bureau" select="normalize-space(r:bureau)"/>
    <document title="{r:bureau}{$title}" author="{r:bureau}" subject="{$title}">
      <xsl:attribute name="language"><xsl:choose><xsl:when test="$chinese">zh-Hans</xsl:when><xsl:otherwise>en</xsl:otherwise></xsl:choose></xsl:attribute>
      <xsl:if test="not($bureau)"><xsl:attribute name="author">——</xsl:attribute></xsl:if>
      <!-- 反馈单没有自己的日期：同样的问题，同样的文件。 A sheet has no day of its own: same findings, same bytes. -->
      <xsl:attribute name="date"><xsl:value-of select="@year"/><xsl:if test="not(@year)"><xsl:value-of select="$default-year"/></xsl:if>-12-31</xsl:attribute>
      <title><xsl:value-of select="$title"/></title>
      <paragraph style="addressee" origin="{o:origin(r:bureau)}">
        <xsl:call-template name="sentence">
          <xsl:with-param name="of" select="concat('addressee', substring('-unknown', 1, 8 * not($bureau)))"/>
          <xsl:with-param name="name" select="'{bureau}'"/>
          <xsl:with-param name="by" select="$bureau"/>
        </xsl:call-template>
      </paragraph>
      <paragraph>
        <xsl:call-template name="fill">
          <xsl:with-param name="text"><xsl:call-template name="sentence"><xsl:with-param name="of" select="'checked'"/><xsl:with-param name="name" select="'{report}'"/><xsl:with-param name="by" select="$report"/></xsl:call-template></xsl:with-param>
          <xsl:with-param name="name" select="'{counts}'"/>
          <xsl:with-param name="by" select="$counts"/>
        </xsl:call-template>
      </paragraph>
      <xsl:if test="r:deadline|r:contact">
        <paragraph>
          <xsl:for-each select="r:deadline">
            <xsl:call-template name="sentence">
              <xsl:with-param name="of" select="'deadline'"/>
              <xsl:with-param name="name" select="'{day}'"/>
              <xsl:with-param name="by">
                <xsl:if test="$chinese"><xsl:call-template name="day"><xsl:with-param name="day" select="."/></xsl:call-template></xsl:if>
                <xsl:if test="not($chinese)"><xsl:value-of select="."/></xsl:if>
              </xsl:with-param>
            </xsl:call-template>
          </xsl:for-each>
          <xsl:if test="r:deadline and r:contact and not($chinese)"><xsl:text> </xsl:text></xsl:if>
          <xsl:for-each select="r:contact">
            <xsl:call-template name="sentence"><xsl:with-param name="of" select="'contact'"/><xsl:with-param name="name" select="'{who}'"/><xsl:with-param name="by" select="."/></xsl:call-template>
          </xsl:for-each>
        </paragraph>
      </xsl:if>
      <xsl:apply-templates select="r:submission"/>
      <paragraph style="table-note"><xsl:call-template name="say"><xsl:with-param name="of" select="'signed'"/></xsl:call-template></paragraph>
      <paragraph style="table-note"><xsl:call-template name="say"><xsl:with-param name="of" select="'signed-day'"/></xsl:call-template></paragraph>
    </document>
  </xsl:template>

  <xsl:template match="r:submission">
    <table origin="{o:origin(.)}" orientation="portrait">
      <unit-line origin="{o:origin(r:file)}">
        <xsl:call-template name="sentence"><xsl:with-param name="of" select="'file'"/><xsl:with-param name="name" select="'{file}'"/><xsl:with-param name="by" select="r:file"/></xsl:call-template>
      </unit-line>
      <continued><xsl:call-template name="say"><xsl:with-param name="of" select="'continued'"/></xsl:call-template></continued>
      <column width="17"/><column width="50"/><column width="52"/><column width="44"/><column width="43"/><column width="28"/>
      <head>
        <row>
          <xsl:for-each select="$words/*[contains(' number place problem stands expected reply ', concat(' ', local-name(), ' '))]">
            <cell header="column"><xsl:call-template name="say"><xsl:with-param name="of" select="local-name()"/></xsl:call-template></cell>
          </xsl:for-each>
        </row>
      </head>
      <body>
        <xsl:call-template name="band"><xsl:with-param name="of" select="'error-band'"/><xsl:with-param name="findings" select="r:finding[@severity = 'error']"/></xsl:call-template>
        <xsl:call-template name="band"><xsl:with-param name="of" select="'warning-band'"/><xsl:with-param name="findings" select="r:finding[@severity = 'warning']"/></xsl:call-template>
      </body>
    </table>
    <xsl:for-each select="r:more"><paragraph style="table-note" origin="{o:origin(.)}"><xsl:value-of select="."/></paragraph></xsl:for-each>
  </xsl:template>

  <xsl:template name="band">
    <xsl:param name="of"/>
    <xsl:param name="findings"/>
    <xsl:variable name="band"><xsl:call-template name="say"><xsl:with-param name="of" select="$of"/></xsl:call-template></xsl:variable>
    <xsl:if test="$findings">
      <row keep-with-next="true">
        <cell header="column" column-span="6" align="left">
          <xsl:attribute name="continued"><xsl:call-template name="sentence"><xsl:with-param name="of" select="'again'"/><xsl:with-param name="name" select="'{band}'"/><xsl:with-param name="by" select="$band"/></xsl:call-template></xsl:attribute>
          <xsl:value-of select="$band"/>
        </cell>
      </row>
      <xsl:apply-templates select="$findings"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:finding">
    <row>
      <cell header="row" align="centre"><xsl:value-of select="1 + count(preceding-sibling::r:finding)"/></cell>
      <cell align="left" origin="{o:origin(r:place)}"><xsl:value-of select="r:place"/></cell>
      <cell align="left" origin="{o:origin(r:problem)}">
        <xsl:if test="not(@rule)"><xsl:value-of select="r:problem"/></xsl:if>
        <xsl:if test="@rule">
          <xsl:call-template name="fill">
            <xsl:with-param name="text"><xsl:call-template name="sentence"><xsl:with-param name="of" select="'with-rule'"/><xsl:with-param name="name" select="'{rule}'"/><xsl:with-param name="by" select="@rule"/></xsl:call-template></xsl:with-param>
            <xsl:with-param name="name" select="'{problem}'"/>
            <xsl:with-param name="by" select="r:problem"/>
          </xsl:call-template>
        </xsl:if>
      </cell>
      <cell align="left" origin="{o:origin(r:stands)}"><xsl:value-of select="r:stands"/></cell>
      <cell align="left" origin="{o:origin(r:expected)}"><xsl:value-of select="r:expected"/></cell>
      <cell/>
    </row>
  </xsl:template>
</xsl:stylesheet>
