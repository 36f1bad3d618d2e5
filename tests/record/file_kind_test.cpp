#include "record/file_kind.h"

#include <gtest/gtest.h>

#include <string>

#include "support.h"

namespace banxin::test {
namespace {

using std::string_literals::operator""s;

std::string utf16(const std::string& text) {
  std::string wide;
  for (const char c : text) wide += {c, '\0'};
  return wide;
}

// What Word leaves beside a document that is open: the user's name twice.
std::string lock_file(std::size_t size) {
  std::string bytes(size, '\0');
  bytes.replace(0, 6, "\x05lijun");
  bytes[54] = '\x05';
  bytes.replace(56, 10, utf16("lijun"));
  return bytes;
}

// Each by its bytes, under a name that says nothing.
TEST(FileKind, D_07_is_known_by_the_bytes_and_named) {
  const std::string ole2 = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s;
  const std::pair<std::string, const char*> files[] = {
      {"PK\x03\x04....[Content_Types].xml....word/document.xml", "Word 文档（.docx）"},
      {"PK\x03\x04....[Content_Types].xml....xl/workbook.xml", "Excel 工作簿（.xlsx）"},
      {"PK\x03\x04....ppt/presentation.xml", "演示文稿（.pptx）"},
      {"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument 文档（.odt、.ods）"},
      {"PK\x03\x04....OFD.xml....Doc_0/Document.xml", "OFD 版式文件（.ofd）"},
      {"PK\x03\x04....report.xml", "压缩包（.zip）"},
      {ole2 + utf16("WordDocument"), "Word 或 WPS 文字的文档（.doc、.wps）"},
      {ole2 + utf16("Workbook"), "Excel 或 WPS 表格的工作簿（.xls、.et）"},
      {ole2 + utf16("EncryptedPackage"), "加了密码的 Office 文档"},
      {ole2, "Office 97—2003 的文档（.doc、.xls、.wps 等）"},
      {"%PDF-1.7\n", "PDF"},
      {"{\\rtf1\\ansi", "RTF 文档（.rtf）"},
      {"\xEF\xBB\xBF\r\n<!DOCTYPE HTML><html>", "网页（HTML）"},
      {"<HTML lang=\"zh\">", "网页（HTML）"},
      {"<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\">", "网页（HTML）"},
      {"MIME-Version: 1.0\nContent-Type: multipart/related", "网页（HTML）"},
      {"\x89PNG\r\n\x1A\n....", "图片"},
      {"\xFF\xD8\xFF\xE0....", "图片"},
      {"GIF89a", "图片"},
      {"Rar!\x1A\x07", "压缩包"},
      {"\x1F\x8B\x08"s, "压缩包"},
      {lock_file(162), "Word、Excel 或 WPS 打开文件时留下的锁文件（~$…）"},
      {lock_file(165), "Word、Excel 或 WPS 打开文件时留下的锁文件（~$…）"},
      {",li,office,31.01.2024 10:20,file:///tmp/libreoffice;", "Word、Excel 或 WPS 打开文件时留下的锁文件（~$…）"},
  };
  for (const auto& [bytes, name] : files) {
    const auto record = read(bytes);
    ASSERT_EQ(codes(record.findings()), "record-file-kind") << name;
    EXPECT_EQ(record.findings()[0].message.zh, std::string("这是 ") + name + "，不是记录。");
    EXPECT_FALSE(record.findings()[0].hint.zh.empty());
  }
}

TEST(FileKind, what_may_be_a_record_is_none_of_them) {
  const std::string sound = record_with("<bureau>甲</bureau>");
  for (const std::string& bytes : {sound, "\xEF\xBB\xBF" + sound, "\n" + sound, "\xFF\xFE<\0"s, std::string("<htm/>"),
                                   std::string("<!-- <html> -->"), std::string("<record/>"), std::string(),
                                   std::string("P"), std::string("，"), "\n" + std::string(161, ' ')}) {
    EXPECT_FALSE(record::other_kind_of_file(bytes, "a.xml")) << bytes;
  }
}

}  // namespace
}  // namespace banxin::test
