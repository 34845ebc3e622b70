<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:m="http://www.loc.gov/MARC21/slim" xmlns:z="http://indexdata.com/zebra-2.0">
  <xsl:template match="m:record">
    <z:record z:id="{m:controlfield[@tag='001']}">
      <z:index name="Local-number:w"><xsl:value-of select="m:controlfield[@tag='001']"/></z:index>
      <xsl:for-each select="m:datafield[@tag='245' or @tag='246' or (@tag='880' and starts-with(m:subfield[@code='6'], '24'))]
                            /m:subfield[@code='a' or @code='b']">
        <z:index name="Title:w"><xsl:value-of select="."/></z:index>
      </xsl:for-each>
      <xsl:for-each select="m:datafield[@tag='100' or @tag='700' or @tag='710' or
                            (@tag='880' and (starts-with(m:subfield[@code='6'], '100') or starts-with(m:subfield[@code='6'], '7')
                             and not(starts-with(m:subfield[@code='6'], '773'))))]/m:subfield[@code='a']">
        <z:index name="Author:w"><xsl:value-of select="."/></z:index>
      </xsl:for-each>
      <xsl:for-each select="m:datafield[@tag='773']/m:subfield[@code='t']">
        <z:index name="Host-item:w"><xsl:value-of select="."/></z:index>
      </xsl:for-each>
      <xsl:for-each select="m:datafield[@tag='773']/m:subfield[@code='w']">
        <z:index name="Record-control-number:0"><xsl:value-of select="."/></z:index>
      </xsl:for-each>
    </z:record>
  </xsl:template>
</xsl:stylesheet>
