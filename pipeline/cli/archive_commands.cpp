#include "cli/archive_commands.h"

namespace banxin::cli {

void ArchiveCommands::add_merge() {
  CLI::App* sub = command("merge", "由包建目录，并指出没有归档的", "the archive's catalogue; what is not archived",
                          [this] { return merge(merge_, console_); });
  sub->add_option("--archive", merge_.archive, say("档案库的文件夹", "the archive's folder"))
      ->check(check_name)
      ->option_text("DIR")
      ->required();
  add_signer(*sub, "--sign", merge_.sign);
  add_by(*sub, merge_.by);
  add_voice(*sub);
}

void ArchiveCommands::add_signer(CLI::App& sub, const char* key_option, SignOptions& sign) {
  const auto file = [&](const char* name, std::string& value, const char* zh, const char* en) {
    return sub.add_option(name, value, say(zh, en))->check(check_name)->option_text("FILE");
  };
  CLI::Option* key = file(key_option, sign.key, "签名的私钥，PEM", "private key that signs, PEM");
  CLI::Option* cert = file("--cert", sign.certificate, "它的证书，PEM", "its certificate, PEM");
  key->needs(cert);
  cert->needs(key);
  file("--password", sign.password, "第一行是私钥口令的文件", "its first line opens the key")->needs(key);
  sub.add_option("--timestamp-url", sign.timestamp_url,
                 say("向它要时间戳（RFC 3161）", "time-stamp authority to ask (RFC 3161)"))
      ->option_text("URL");
}

void ArchiveCommands::add_archive() {
  CLI::App* archive = command_of(app_, "archive", "检查、签名、著录、销毁，查目录和日志",
                                 "verify an archive; sign it; list it; its log", {});
  archive->require_subcommand(1);
  CLI::App* verify =
      command_of(*archive, "verify", "逐字节检查：真实、完整、可用、安全", "every byte: authentic, whole, usable, safe",
                 [this] { return verify_archive(verify_, console_); });
  verify
      ->add_option("DIR", verify_.archive,
                   say("档案库的文件夹，或单独一个包", "the archive's folder, or one package's"))
      ->check(check_name)
      ->required();
  verify
      ->add_option("--trust", verify_.trust,
                   say("封签只能由这些证书的人签，PEM", "who may sign its seals: certificates, PEM"))
      ->check(check_name)
      ->option_text("FILE");
  verify
      ->add_option("--against", verify_.against,
                   say("与另外保存的摘要名单核对", "a list of digests that was kept elsewhere"))
      ->check(check_name)
      ->option_text("LIST");
  verify->add_flag("--log", verify_.log, say("记入事件日志", "and put it into the log of events"));
  add_by(*verify, verify_.by);
  add_format(verify, verify_.format, plain_formats);
  add_voice(*verify);
  CLI::App* sign = command_of(*archive, "sign", "给全部的包封签", "a signed seal on all packages",
                              [this] { return sign_archive(sign_, console_); });
  sign->add_option("DIR", sign_.archive, say("档案库的文件夹", "the archive's folder"))->check(check_name)->required();
  add_signer(*sign, "--key", sign_.sign);
  sign->add_option("--timestamp", sign_.timestamp,
                   say("从别处得来的时间戳，给最新的封签", "a time-stamp had elsewhere, for the newest seal"))
      ->check(check_name)
      ->option_text("FILE");
  add_voice(*sign);
  CLI::App* list = command_of(*archive, "list", "列出报告，或全部数据", "its reports, or all their figures",
                              [this] { return list_archive(list_, console_); });
  list->add_option("DIR", list_.archive, say("档案库的文件夹", "the archive's folder"))->check(check_name)->required();
  add_filter(*list, list_.bureau, list_.year, list_.form);
  list->add_option("--kind", list_.kind, say("这种来由的版本，如 correction", "of this kind, as correction"))
      ->option_text("KIND");
  list->add_option("--code", list_.code, say("有这个代码的检查结果的", "with a finding of this code"))
      ->option_text("CODE");
  list->add_flag("--all-versions", list_.all_versions, say("也列被更正的版本", "versions that were corrected too"));
  add_format(list, list_.format, list_formats);
  list->add_flag("--cells", list_.cells, say("列每一格的数，一格一行，格式为 csv", "every cell, one a line, as csv"));
  add_voice(*list);
  add_export(*archive);
  add_describe(*archive);
  add_remove(*archive);
  add_events(*archive);
}

void ArchiveCommands::add_export(CLI::App& archive) {
  CLI::App* sub = command_of(archive, "export", "把各份报告最新的 PDF 拷出来", "copies of the newest reports",
                             [this] { return export_archive(export_, console_); });
  sub->add_option("DIR", export_.archive, say("档案库的文件夹", "the archive's folder"))->check(check_name)->required();
  sub->add_option("-o,--output", export_.output, say("拷到这个文件夹", "the folder they go into"))
      ->check(check_name)
      ->option_text("FOLDER")
      ->required();
  sub->add_option("--as", export_.as, say("文件名", "their names"))
      ->check(check_name)
      ->option_text("NAME")
      ->transform(typed())
      ->capture_default_str();
  add_filter(*sub, export_.bureau, export_.year, export_.form);
  sub->add_option("--list", export_.list,
                  say("移交清单，CSV；.pdf 则为页", "a list of what is handed over, .csv or .pdf"))
      ->check(check_name)
      ->option_text("FILE");
  sub->add_flag("--force", export_.force, say("覆盖已有的文件", "over files that exist"));
  add_by(*sub, export_.by);
  add_layouts(sub, export_.places);
  add_faces(sub, export_.places);
  add_voice(*sub);
}

void ArchiveCommands::add_filter(CLI::App& sub, std::string& bureau, std::string& year, std::string& form) {
  sub.add_option("--bureau", bureau, say("单位名称里有这些字的", "bureaus with this in their names"))
      ->option_text("TEXT")
      ->transform(typed());
  sub.add_option("--year", year, say("这一年度的", "of this year"))->option_text("YEAR");
  sub.add_option("--form", form, say("这种表的", "of this form"))->option_text("FORM");
}

void ArchiveCommands::add_by(CLI::App& sub, std::string& by) {
  sub.add_option("--by", by, say("经手人，记入事件日志", "by whom"))
      ->option_text("NAME")
      ->transform(typed())
      ->default_str(say("BANXIN_BY，或当前帐号", "BANXIN_BY, or the account"));
}

void ArchiveCommands::add_describe(CLI::App& archive) {
  CLI::App* sub = command_of(archive, "describe", "写明保管期限、密级、档号", "retention, secrecy, numbers of reports",
                             [this] { return describe_archive(describe_, console_); });
  sub->add_option("DIR", describe_.archive, say("档案库的文件夹", "the archive's folder"))
      ->check(check_name)
      ->required();
  add_filter(*sub, describe_.bureau, describe_.year, describe_.form);
  const auto text = [&](const char* name, std::string& value, const char* zh, const char* en) {
    return sub->add_option(name, value, say(zh, en))->option_text("TEXT")->transform(typed());
  };
  text("--retention", describe_.terms.retention, "保管期限，如 永久、30年", "how long they are kept: 永久, 30年");
  text("--secrecy", describe_.terms.secrecy, "密级", "how secret they are");
  text("--number", describe_.terms.number, "档号；只能给一份报告", "the archive's own number; of one report");
  sub->add_option("--table", describe_.table,
                  say("填好的 archive list --format csv", "archive list --format csv, filled in"))
      ->check(check_name)
      ->option_text("FILE");
  add_by(*sub, describe_.by);
  add_voice(*sub);
}

void ArchiveCommands::add_remove(CLI::App& archive) {
  CLI::App* sub = command_of(archive, "remove", "依法销毁，留下清册", "the lawful end of packages, with a list",
                             [this] { return remove_from_archive(remove_, console_); });
  sub->add_option("DIR", remove_.archive, say("档案库的文件夹", "the archive's folder"))->check(check_name)->required();
  sub->add_option("PACKAGE", remove_.packages,
                  say("包名，或报告的代号、档号（全部版本）", "a package; or a report's id or number: all versions"));
  sub->add_option("--reason", remove_.reason, say("理由", "why"))->option_text("TEXT")->transform(typed());
  add_by(*sub, remove_.by);
  sub->add_option("-o,--output", remove_.output, say("销毁清册，.csv 或 .pdf", "the list of destruction, .csv or .pdf"))
      ->check(check_name)
      ->option_text("FILE");
  sub->add_flag("--force", remove_.force, say("虽在保管期限之内", "though their term has not run out"));
  add_layouts(sub, remove_.places);
  add_faces(sub, remove_.places);
  add_voice(*sub);
}

void ArchiveCommands::add_events(CLI::App& archive) {
  CLI::App* sub = command_of(archive, "events", "发生过的事：何时、何人、何事", "what happened: when, by whom",
                             [this] { return list_events(events_, console_); });
  sub->add_option("DIR", events_.archive, say("档案库的文件夹", "the archive's folder"))->check(check_name)->required();
  add_format(sub, events_.format, events_formats);
  add_voice(*sub);
}

}  // namespace banxin::cli
