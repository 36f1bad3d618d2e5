#include "cli/program.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>
#include <functional>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/codes.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/complete.h"
#include "cli/console.h"
#include "cli/help.h"
#include "cli/language.h"
#include "cli/names.h"
#include "cli/usage.h"
#include "cli/version.h"
#include "output/outputs.h"
#include "pipeline.h"
#include "xml/xml.h"

namespace banxin::cli {
namespace {

// The command line: declares each command's arguments and remembers what to run.
class CommandLine {
 public:
  explicit CommandLine(Console& console) : console_(console) {
    app_.name("banxin");
    app_.description(say("版心：把 XML 记录排成合乎 GB/T 9704 的报告（PDF/A-3a、PDF/UA-1）。",
                         "Banxin: bureaus' XML records in, reports to GB/T 9704 out (PDF/A-3a, PDF/UA-1)."));
    app_.formatter(help_formatter(console.language()));
    app_.require_subcommand(1);
    app_.option_defaults()->group(say("选项", "Options"));
    name_help(app_);
    add_voice(app_);
    app_.set_version_flag("--version", version_text,
                          say("版本，所用的库、字体和编译", "version; libraries, fonts, build"));
    app_.footer(
        say("退出状态：0 完成；1 记录有错误；2 用法；3 表格或字体不能用；4 输入读不到；\n"
            "5 输出写不了；6 程序出错；7 档案库不一致；75 稍后再试；141 读输出的一方走了。\n"
            "- 代表标准输入或标准输出。各命令的说明：banxin help 命令",
            "Exit status: 0 done; 1 errors in records; 2 usage; 3 forms or fonts unusable;\n"
            "4 input unreadable; 5 output not writable; 6 internal error; 7 archive not in\n"
            "order; 75 try again; 141 the reader of the output went away.\n"
            "- is standard input or output. More on a command: banxin help COMMAND"));
    add_render();
    add_validate();
    add_import();
    add_batch();
    add_merge();
    add_archive();
    add_summarize();
    add_forms();
    add_new();
    add_serve();
    add_explain();
    add_fonts();
    add_extract();
    add_help();
  }

  ExitStatus run(int argc, char** argv) {
    const std::span<const char* const> words(argv, static_cast<std::size_t>(argc));
    if (words.size() > 1 && words[1] == std::string_view("complete")) {
      return complete(app_, words.subspan(2), console_);
    }
    try {
      app_.parse(argc, argv);
    } catch (const CLI::CallForVersion& version) {
      return console_.conclude(console_.print(version.what()));
    } catch (const CLI::Success&) {
      return console_.conclude(console_.print(app_.help()));
    } catch (const CLI::ParseError& error) {
      return console_.conclude({as_usage_error(error, app_)});
    }
    if (!language_.empty() && !language_named(language_)) {
      return console_.conclude({unknown_name({"语言", "language"}, language_, language_names)});
    }
    if (quiet_) console_.be_quiet();
    xml::initialise();
    return job_();
  }

 private:
  std::string say(const char* zh, const char* en) const { return console_.language() == Language::zh ? zh : en; }

  void name_help(CLI::App& app) const {
    app.set_help_flag("-h,--help", say("显示这份说明", "this help"))->group(say("选项", "Options"));
  }
  // How the program speaks: in which language, and of what.
  void add_voice(CLI::App& app) {
    app.add_flag("-q,--quiet", quiet_, say("只说错误", "say nothing but errors"));
    app.add_option("--lang", language_, say("消息的语言", "language of messages"))
        ->option_text(joined(language_names))
        ->default_str(say("随环境", "the environment's"));
  }

  CLI::App* command(const char* name, const char* zh, const char* en, std::function<ExitStatus()> job) {
    return command_of(app_, name, zh, en, std::move(job));
  }
  // Without a job: a command that has subcommands.
  CLI::App* command_of(CLI::App& parent, const char* name, const char* zh, const char* en,
                       std::function<ExitStatus()> job) {
    CLI::App* sub = parent.add_subcommand(name, say(zh, en));
    sub->group(say("命令", "Commands"));
    sub->footer("");
    name_help(*sub);
    if (job) sub->callback([this, job = std::move(job)] { job_ = job; });
    return sub;
  }
  // For an option that names a file or a folder: an empty name is a variable that was not set.
  static std::string check_name(const std::string& name) { return name.empty() ? "empty" : ""; }

  // For an option that is text, not the name of a file.
  CLI::Validator typed() const {
    return {[this](std::string& text) {
              text = console_.typed(text);
              return std::string();
            },
            ""};
  }
  void add_inputs(CLI::App* sub, std::vector<std::string>& inputs) const {
    sub->add_option(
           "INPUT", inputs,
           say("文件、文件夹、通配符、zip；- 为它们的清单", "files, folders, patterns, zips; -: a list of them"))
        ->required();
  }
  void add_layouts(CLI::App* sub, PlaceOptions& places) const {
    sub->add_option("--layouts", places.layout_folders,
                    say("先在这个文件夹里找表格；可用多次", "look for forms here first; may be repeated"))
        ->option_text("DIR")
        ->check(check_name)
        ->expected(1)
        ->allow_extra_args(false)  // one folder each time, so that a record may follow it
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
  void add_faces(CLI::App* sub, PlaceOptions& places) const {
    sub->add_option("--fonts", places.fonts,
                    say("字体方案：free、founder 或文件路径", "font profile: free, founder or a path"))
        ->check(check_name)
        ->option_text("PROFILE")
        ->capture_default_str();
    sub->add_option("--font-folder", places.font_folders,
                    say("先在这个文件夹里找字体；可用多次", "look for fonts here first; may be repeated"))
        ->option_text("DIR")
        ->check(check_name)
        ->expected(1)
        ->allow_extra_args(false)  // one folder each time, so that a record may follow it
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
  // The default is given in words: "-" would say less.
  void add_output(CLI::App* sub, std::string& output, const char* zh = "标准输出",
                  const char* en = "standard output") const {
    sub->add_option("-o,--output", output, say("输出", "output"))
        ->check(check_name)
        ->option_text("FILE")
        ->default_str(say(zh, en));
  }
  void add_format(CLI::App* sub, std::string& format, Names names) const {
    sub->add_option("--format", format, say("写成什么格式", "form of the results"))
        ->option_text(joined(names))
        ->capture_default_str();
  }
  void add_previous(CLI::App* sub, std::string& previous) const {
    sub->add_option(
           "--previous", previous,
           say("上年的记录或报告，或放着它们的文件夹、档案库", "last year's record or report, or a folder of them"))
        ->check(check_name)
        ->option_text("LAST-YEAR");
  }
  void add_expect(CLI::App& sub, std::string& list) const {
    sub.add_option(
           "--expect", list,
           say("应报单位的名单，一行一个；缺报的予以指出", "bureaus, one a line: those without a record are named"))
        ->check(check_name)
        ->option_text("LIST");
  }
  void add_strict(CLI::App* sub, bool& strict) const {
    sub->add_flag("--strict", strict, say("警告也算错误", "a warning is an error"));
  }

  void add_feedback(CLI::App* sub, FeedbackJob& feedback) const {
    sub->add_option(
           "--feedback", feedback.folder,
           say("给各单位的校验反馈单和全部问题的表，写在这里", "sheets for the bureaus, and all findings, go here"))
        ->check(check_name)
        ->option_text("DIR");
    sub->add_option("--deadline", feedback.deadline,
                    say("反馈单上的答复期限，如 2026-01-31", "on the sheets: the day to reply by, as 2026-01-31"))
        ->option_text("DAY")
        ->transform(typed());
    sub->add_option("--contact", feedback.contact, say("反馈单上的联系方式", "on the sheets: whom to ask"))
        ->option_text("TEXT")
        ->transform(typed());
  }

  void add_limits(CLI::App* sub, LimitOptions& limits) const {
    sub->add_option("--time-limit", limits.time, say("每份记录的秒数；0 为不限", "seconds for a record; 0: no limit"))
        ->option_text("SECONDS")
        ->capture_default_str();
    sub->add_option("--memory-limit", limits.memory,
                    say("每份记录的内存，MiB；0 为不限", "memory for a record, MiB; 0: no limit"))
        ->option_text("MIB")
        ->capture_default_str();
  }

  void add_render() {
    CLI::App* sub = command("render", "把记录排成报告，或说明为什么不能", "a report, or all the reasons why not",
                            [this] { return render(render_, console_); });
    sub->add_option("RECORD.xml", render_.record, say("记录", "the record"))->required();
    const OutputRow& first = outputs().front();
    add_output(sub, render_.output, "与记录同名，扩展名随种类", "beside the record, named alike");
    sub->add_option("--as", render_.as, say("输出的种类", "kind of output"))
        ->option_text(joined(output_names()))
        ->capture_default_str();
    sub->add_option("--profile", render_.profile, say("输出规格", "its profile"))
        ->option_text(joined(profiles_of({})))
        ->default_str(say("该种类的第一个", "the first of its kind"));
    sub->add_option(
           "--link", render_.links,
           say("写进 HTML 的下载链接（文件或网址），可多次", "an HTML links to it: file or address; may be repeated"))
        ->option_text("LINK");
    sub->add_option("--output-condition", render_.output_condition,
                    say("印刷：ICC 特性文件", "for the press: ICC profile"))
        ->check(check_name)
        ->option_text("FILE")
        ->default_str("FOGRA47");
    sub->add_flag("--marks", render_.marks, say("印刷：加裁切线", "for the press: crop marks"));
    sub->add_flag("--draft", render_.draft,
                  say("有错误也排，每页盖“草稿”，不声称合规", "despite errors: stamped 草稿, claims nothing"));
    sub->add_flag("--watch", render_.watch, say("记录每次保存就再排一次", "again whenever the record is saved"));
    sub->add_option("--dump", render_.dump, say("打印一步：", "a stage: ") + joined(stages_of(first), " "))
        ->option_text("STAGE");
    add_format(sub, render_.format, plain_formats);
    add_previous(sub, render_.previous);
    add_strict(sub, render_.strict);
    add_limits(sub, render_.limits);
    add_layouts(sub, render_.places);
    add_faces(sub, render_.places);
    add_voice(*sub);
  }
  void add_validate() {
    CLI::App* sub = command("validate", "检查记录，列出全部问题", "check records; all findings at once",
                            [this] { return cli::validate(validate_, console_); });
    add_inputs(sub, validate_.inputs);
    add_format(sub, validate_.format, validate_formats);
    add_previous(sub, validate_.previous);
    add_feedback(sub, validate_.feedback);
    add_strict(sub, validate_.strict);
    add_limits(sub, validate_.limits);
    add_layouts(sub, validate_.places);
    add_faces(sub, validate_.places);
    add_voice(*sub);
  }
  void add_import() {
    CLI::App* sub =
        command("import", "由 Word、Excel、网页或文本得出记录", "a record out of Word, Excel, a web page, a text",
                [this] { return import_files(import_, console_); });
    sub->add_option("FILE", import_.files, say("一份报告的文件，一个或几个", "the files of one report"))->required();
    add_output(sub, import_.output, "与第一个文件同名，扩展名 .xml", "beside the first file, as .xml");
    sub->add_option("--form", import_.form, say("表的代号；省去则由标签认出", "the form's id; else as its labels say"))
        ->option_text("FORM");
    sub->add_option("--year", import_.year,
                    say("统计的年度；省去则由标题认出", "the year reported on; else as the title says"))
        ->option_text("YEAR");
    add_previous(sub, import_.previous);
    add_format(sub, import_.format, plain_formats);
    sub->add_flag("--learn", import_.learn,
                  say("打印加到 labels.xml 的写法", "print the wordings to add to labels.xml"));
    sub->add_flag("--force", import_.force, say("覆盖已有的文件", "over a file that exists"));
    add_limits(sub, import_.limits);
    add_layouts(sub, import_.places);
    add_faces(sub, import_.places);
    add_voice(*sub);
  }
  void add_batch() {
    CLI::App* sub = command("batch", "把许多记录排成报告并归档", "many records into an archive",
                            [this] { return batch(batch_, console_); });
    add_inputs(sub, batch_.inputs);
    sub->add_option("--archive", batch_.archive, say("档案库的文件夹", "the archive's folder"))
        ->check(check_name)
        ->option_text("DIR")
        ->required();
    sub->add_option("--jobs", batch_.jobs, say("工作进程数", "worker processes"))
        ->option_text("N")
        ->default_str(say("每个处理器一个", "one for each processor"));
    sub->add_option("--shard", batch_.shard, say("只做 N 份中的第 I 份", "only part I of N"))
        ->option_text("I/N")
        ->default_str(say("随作业系统的环境变量", "as the job engine says"));
    add_previous(sub, batch_.previous);
    add_limits(sub, batch_.limits);
    sub->add_flag("--retry", batch_.retry, say("隔离的也再试", "also what is in quarantine"));
    sub->add_flag("--newest", batch_.newest,
                  say("各份输入都成为最新一版，日期较早也成", "each input becomes the newest version, though older"));
    add_strict(sub, batch_.strict);
    add_expect(*sub, batch_.expect);
    CLI::Option* dry =
        sub->add_flag("--dry-run", batch_.dry_run, say("只检查，不归档", "look at everything, archive nothing"));
    sub->add_option("--report", batch_.report, say("结果的文件夹", "folder of the results"))
        ->check(check_name)
        ->option_text("DIR")
        ->default_str(say("档案库里的 report", "report in the archive"));
    add_format(sub, batch_.format, plain_formats);
    add_feedback(sub, batch_.feedback);
    dry->excludes(sub->get_option("--feedback"));
    add_layouts(sub, batch_.places);
    add_faces(sub, batch_.places);
    add_voice(*sub);
  }
  void add_merge() {
    CLI::App* sub = command("merge", "由包建目录，并指出没有归档的", "the archive's catalogue; what is not archived",
                            [this] { return merge(merge_, console_); });
    sub->add_option("--archive", merge_.archive, say("档案库的文件夹", "the archive's folder"))
        ->check(check_name)
        ->option_text("DIR")
        ->required();
    add_signer(*sub, "--sign", merge_.sign);
    add_voice(*sub);
  }
  void add_signer(CLI::App& sub, const char* key_option, SignOptions& sign) {
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
  void add_archive() {
    CLI::App* archive =
        command_of(app_, "archive", "检查、签名档案库，查它的目录", "verify an archive; sign it; list it", {});
    archive->require_subcommand(1);
    CLI::App* verify =
        command_of(*archive, "verify", "逐字节检查：真实、完整、可用、安全",
                   "every byte: authentic, whole, usable, safe", [this] { return verify_archive(verify_, console_); });
    verify->add_option("DIR", verify_.archive, say("档案库的文件夹", "the archive's folder"))
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
    add_format(verify, verify_.format, plain_formats);
    add_voice(*verify);
    CLI::App* sign = command_of(*archive, "sign", "给全部的包封签", "a signed seal on all packages",
                                [this] { return sign_archive(sign_, console_); });
    sign->add_option("DIR", sign_.archive, say("档案库的文件夹", "the archive's folder"))
        ->check(check_name)
        ->required();
    add_signer(*sign, "--key", sign_.sign);
    sign->add_option("--timestamp", sign_.timestamp,
                     say("从别处得来的时间戳，给最新的封签", "a time-stamp had elsewhere, for the newest seal"))
        ->check(check_name)
        ->option_text("FILE");
    add_voice(*sign);
    CLI::App* list = command_of(*archive, "list", "列出报告，或全部数据", "its reports, or all their figures",
                                [this] { return list_archive(list_, console_); });
    list->add_option("DIR", list_.archive, say("档案库的文件夹", "the archive's folder"))
        ->check(check_name)
        ->required();
    list->add_option("--bureau", list_.bureau, say("单位名称里有这些字的", "bureaus with this in their names"))
        ->option_text("TEXT")
        ->transform(typed());
    list->add_option("--year", list_.year, say("这一年度的", "of this year"))->option_text("YEAR");
    list->add_option("--form", list_.form, say("这种表的", "of this form"))->option_text("FORM");
    list->add_option("--kind", list_.kind, say("这种来由的版本，如 correction", "of this kind, as correction"))
        ->option_text("KIND");
    list->add_option("--code", list_.code, say("有这个代码的检查结果的", "with a finding of this code"))
        ->option_text("CODE");
    list->add_flag("--all-versions", list_.all_versions, say("也列被更正的版本", "versions that were corrected too"));
    add_format(list, list_.format, list_formats);
    list->add_flag("--cells", list_.cells, say("列每一格的数，一格一行，格式为 csv", "every cell, one a line, as csv"));
    add_voice(*list);
    add_export(*archive);
  }
  void add_export(CLI::App& archive) {
    CLI::App* sub = command_of(archive, "export", "把各份报告最新的 PDF 拷出来", "copies of the newest reports",
                               [this] { return export_archive(export_, console_); });
    sub->add_option("DIR", export_.archive, say("档案库的文件夹", "the archive's folder"))
        ->check(check_name)
        ->required();
    sub->add_option("-o,--output", export_.output, say("拷到这个文件夹", "the folder they go into"))
        ->check(check_name)
        ->option_text("FOLDER")
        ->required();
    sub->add_option("--as", export_.as, say("文件名", "their names"))
        ->check(check_name)
        ->option_text("NAME")
        ->transform(typed())
        ->capture_default_str();
    sub->add_option("--bureau", export_.bureau, say("单位名称里有这些字的", "bureaus with this in their names"))
        ->option_text("TEXT")
        ->transform(typed());
    sub->add_option("--year", export_.year, say("这一年度的", "of this year"))->option_text("YEAR");
    sub->add_option("--form", export_.form, say("这种表的", "of this form"))->option_text("FORM");
    sub->add_flag("--force", export_.force, say("覆盖已有的文件", "over files that exist"));
    add_voice(*sub);
  }
  void add_summarize() {
    CLI::App* sub =
        command("summarize", "把各单位的记录汇总成一份，或核对总表", "many records' sum, or a total compared with it",
                [this] { return cli::summarize(summarize_, console_); });
    add_inputs(sub, summarize_.inputs);
    add_output(sub, summarize_.output);
    sub->add_option("--bureau", summarize_.bureau, say("汇总单位的全称", "full name of the upper level"))
        ->option_text("NAME")
        ->transform(typed());
    sub->add_option("--title", summarize_.title, say("汇总报告的标题", "title of its report"))
        ->option_text("TITLE")
        ->transform(typed());
    add_expect(*sub, summarize_.expect);
    sub->add_option("--check", summarize_.check,
                    say("不写汇总记录，把这份总表与合计逐格比较", "write nothing; compare this total, cell by cell"))
        ->check(check_name)
        ->option_text("TOTAL.xml");
    add_strict(sub, summarize_.strict);
    add_limits(sub, summarize_.limits);
    add_layouts(sub, summarize_.places);
    add_voice(*sub);
  }
  void add_forms() {
    CLI::App* sub = command("forms", "列出现有的表", "the forms there are", [this] { return forms(forms_, console_); });
    sub->add_flag("--check", forms_.check, say("装入各表的全部数据，指出错误", "load all their data; what is wrong"));
    add_format(sub, forms_.format, plain_formats);
    add_layouts(sub, forms_.places);
    add_voice(*sub);
  }
  void add_new() {
    CLI::App* sub =
        command("new", "某种表的空白记录", "an empty record of a form", [this] { return new_record(new_, console_); });
    sub->add_option("--form", new_.form, say("表的代号，见 banxin forms", "the form's id, see banxin forms"))
        ->option_text("FORM")
        ->required();
    sub->add_option("--year", new_.year,
                    say("统计的年度；省去则由表定", "the year reported on; else one of the form's"))
        ->option_text("YEAR");
    sub->add_option("--bureau", new_.bureau, say("单位全称", "the bureau's full name"))
        ->option_text("NAME")
        ->transform(typed());
    sub->add_option(
           "--previous", new_.previous,
           say("沿用上年的记录或报告（也可给文件夹、档案库）", "last year's record or report, or a folder of them"))
        ->option_text("LAST-YEAR");
    sub->add_flag("--zero", new_.zero, say("没有发生：各格填 0", "a bureau that had nothing: 0 in every cell"));
    add_output(sub, new_.output);
    sub->add_flag("--force", new_.force, say("覆盖已有的文件", "over a file that exists"));
    add_limits(sub, new_.limits);
    add_layouts(sub, new_.places);
    add_voice(*sub);
  }
  void add_serve() {
    CLI::App* sub = command("serve", "填报台：在浏览器里填写、检查、报出",
                            "the desk: fill in, check and send, in a browser", [this] {
                              serve_.language = language_;
                              return serve(serve_, console_);
                            });
    sub->add_option("FOLDER", serve_.folder, say("放草稿的文件夹", "the drafts' folder"))->check(check_name);
    sub->add_option("--archive", serve_.archive, say("报出的放进这个档案库", "what is sent goes into this archive"))
        ->check(check_name)
        ->option_text("DIR");
    add_expect(*sub, serve_.expect);
    add_feedback(sub, serve_.feedback);
    sub->add_option("--port", serve_.port, say("本机的端口", "port of this machine"))
        ->option_text("PORT")
        ->default_str(say("空着的一个", "a free one"));
    sub->add_option("--listen", serve_.listen,
                    say("给办公网用：本机的名称或地址；要同时给出以下四项",
                        "for an office's network: its name here; needs the next four"))
        ->option_text("ADDRESS");
    const auto file = [&](const char* name, std::string& value, const char* zh, const char* en) {
      sub->add_option(name, value, say(zh, en))->option_text("FILE")->check(check_name);
    };
    file("--users", serve_.users, "用户名和密码的哈希", "names, and hashes of passwords");
    file("--cert", serve_.certificate, "TLS 证书，PEM", "the certificate for TLS, PEM");
    file("--key", serve_.key, "证书的私钥，PEM", "the certificate's private key, PEM");
    file("--log", serve_.log, "谁在什么时候做了什么，记在这里", "who did what when is written here");
    add_layouts(sub, serve_.places);
    add_faces(sub, serve_.places);
    add_voice(*sub);
  }
  void add_explain() {
    CLI::App* sub = command("explain", "某个代码的意思和办法", "what a code means and what to do",
                            [this] { return explain(explain_, console_); });
    sub->add_option("CODE", explain_.codes,
                    say("代码，如 ", "codes, as ") + code::xml_malformed +
                        say("，或规则号，如 A-1；省去则全列", ", or rules, as A-1; else all"));
    add_format(sub, explain_.format, plain_formats);
    add_limits(sub, explain_.limits);
    add_layouts(sub, explain_.places);
    add_voice(*sub);
  }
  void add_fonts() {
    CLI::App* sub = command("fonts", "每种用途用的是什么字体，缺哪些字", "which face serves which role; what it lacks",
                            [this] { return fonts(fonts_, console_); });
    sub->add_option("RECORD.xml", fonts_.record, say("连这份记录的字一并检查", "a record to check them against"));
    add_format(sub, fonts_.format, plain_formats);
    add_limits(sub, fonts_.limits);
    add_layouts(sub, fonts_.places);
    add_faces(sub, fonts_.places);
    add_voice(*sub);
  }
  void add_extract() {
    CLI::App* sub = command("extract", "从报告中取出记录", "the record out of a report",
                            [this] { return extract(extract_, console_); });
    sub->add_option("REPORT.pdf", extract_.report, say("报告", "the report"))->required();
    add_output(sub, extract_.output);
    add_voice(*sub);
  }

  void add_help() {
    CLI::App* sub = command("help", "各命令的说明", "how a command is written", [this] { return help(); });
    sub->add_option("COMMAND", help_, say("命令；省去则列出全部", "a command; without one all are listed"));
    add_voice(*sub);
  }
  ExitStatus help() const {
    const CLI::App* command = &app_;
    for (const std::string& name : help_) {
      const auto named = command->get_subcommands([&name](const CLI::App* one) { return one->check_name(name); });
      const CLI::App* sub = named.empty() ? nullptr : named.front();
      if (sub == nullptr) return console_.conclude({no_command(name, *command)});
      command = sub;
    }
    const std::string help = app_.get_formatter()->make_help(command, full_name(*command), CLI::AppFormatMode::Normal);
    return console_.conclude(console_.print(help));
  }

  Console& console_;
  CLI::App app_;
  std::function<ExitStatus()> job_;
  std::string language_;
  bool quiet_ = false;
  std::vector<std::string> help_;
  RenderJob render_;
  ValidateJob validate_;
  ImportJob import_;
  BatchJob batch_;
  MergeJob merge_;
  VerifyJob verify_;
  SignJob sign_;
  ListJob list_;
  ExportJob export_;
  SummarizeJob summarize_;
  FormsJob forms_;
  NewJob new_;
  ServeJob serve_;
  ExplainJob explain_;
  FontsJob fonts_;
  ExtractJob extract_;
};

Diagnostic internal_error(const std::string& what) {
  return {.code = code::internal_error,
          .message = {"程序自身出错：" + what + "。", "The program failed: " + what + "."},
          .hint = {"请把所用的命令和输入报告给维护者。", "Report it with the command and the input."}};
}

}  // namespace

int run(int argc, char** argv) {
  // A reader that goes away, or a file at the size that it may have, is an error of the write, not the end of the
  // process.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  Console console(choose_language(argc, argv));
  ExitStatus status = ExitStatus::internal;
  try {
    status = CommandLine(console).run(argc, argv);
  } catch (const std::bad_alloc&) {
    console.report({internal_error("out of memory")});
  } catch (const std::exception& error) {
    console.report({internal_error(error.what())});
  }
  return static_cast<int>(status);
}

}  // namespace banxin::cli
