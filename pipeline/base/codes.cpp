#include "base/codes.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace banxin {
namespace {

// In alphabetical order of the names: find_code() searches by halves, and a test checks the order.
const std::vector<Code>& catalogue() {
  static const std::vector<Code> codes = {
      {"archive-authenticity", ExitStatus::output,
       "真实性：档案库里的文件内容变了，或几处说法不一致（摘要、元数据、PDF "
       "里附的记录、版本链）。请从备份恢复所报的包。",
       "Authenticity: a file of the archive has changed, or two places contradict one another (digests, metadata, the "
       "record inside the PDF, the chain of versions). Restore the package named from a backup."},
      {"archive-busy", ExitStatus::temporary, "有批处理或合并正在用这个档案库。等它结束再试。",
       "A batch or a merge is at work in this archive. Try again when it has ended."},
      {"archive-damaged", ExitStatus::output,
       "档案库里的一个包读不出来或内容有变。用 banxin archive verify 检查，并从备份恢复。",
       "A package of the archive cannot be read or has changed. Run `banxin archive verify` and restore it from a "
       "backup."},
      {"archive-draft", ExitStatus::findings, "草稿不能归档：只有通过检查的记录才封装成包。请改正记录中的错误。",
       "A draft is not archived: only a record that passed makes a package. Mend the record's errors."},
      {"archive-gap", ExitStatus::findings,
       "日志里的这个输入，各次运行都没有归档。按所报的原因改正，再运行 banxin batch。",
       "An input that the journals tell of was archived by no run. Mend what is named and run `banxin batch` again."},
      {"archive-integrity", ExitStatus::output, "完整性：档案库里缺文件、缺包或缺版本。请从备份恢复。",
       "Integrity: a file, a package or a version is missing from the archive. Restore it from a backup."},
      {"archive-no-catalogue", ExitStatus::input, "档案库还没有目录。先运行 banxin merge --archive。",
       "The archive has no catalogue yet. Run `banxin merge --archive` first."},
      {"archive-not-sealed", ExitStatus::output,
       "还没有合并，或合并以后又有新的运行，所以只检查了包，没有检查日志和报告。运行 banxin merge 以后再检查。",
       "There was no merge yet, or a batch ran after it: the packages were checked, journals and reports were not. Run "
       "`banxin merge` and verify again."},
      {"archive-safety", ExitStatus::output, "安全性：档案库里有不属于它的文件。请查明来历，移出档案库。",
       "Safety: something in the archive does not belong there. Find out where it comes from and move it away."},
      {"archive-stray", ExitStatus::output, "被强行终止的进程留下的半成品，不是档案；下一次 banxin batch 会清除它。",
       "Left half-made by a process that was killed; it is no part of the archive, and the next `banxin batch` removes "
       "it."},
      {"archive-unusable", ExitStatus::output,
       "指明的文件夹不是档案库，里面又有别的东西，所以没有动它。请指明空文件夹或已有的档案库。",
       "The folder named is no archive and holds other things; it was left alone. Name an empty folder or an archive."},
      {"archive-usability", ExitStatus::output,
       "可用性：档案库里的文件读不出来、格式不对，或者记录按包里的表格检查不合格。请从备份恢复所报的包。",
       "Usability: a file of the archive cannot be read or is malformed, or the record does not pass the forms of its "
       "package. Restore the package named from a backup."},
      {"batch-crashed", ExitStatus::findings,
       "处理这份记录的进程两次崩溃，所以记录连同原因放进了隔离区（quarantine/"
       "），其他记录不受影响。这是程序的错误，请连同"
       "隔离的文件报告给维护者；程序更新后用 banxin batch --retry 再试。",
       "The process that worked on this record crashed twice; the record was put into quarantine/ with the reason, and "
       "no "
       "other was harmed. It is a fault of the program: report it with the file kept there, and try it again with "
       "`banxin "
       "batch --retry` when the program is newer."},
      {"batch-input-changed", ExitStatus::temporary,
       "运行期间输入文件变了，没有处理。等文件写完，再运行一次：已做的不会重做。",
       "An input changed while the batch ran; nothing was made of it. Run it again when the file is complete: what is "
       "done "
       "is not done again."},
      {"batch-interrupted", ExitStatus::temporary, "运行被中断：手上的做完了，其余没有做。再运行一次，只做缺的。",
       "The run was stopped: what was in hand was finished, the rest was not begun. Run it again: only what is missing "
       "is "
       "done."},
      {"batch-no-worker", ExitStatus::temporary, "系统不给新的进程。请稍后再试，或减少 --jobs。",
       "The system gives no new process. Try again later, or with fewer --jobs."},
      {"batch-out-of-memory", ExitStatus::findings,
       "处理这份记录两次都超过内存上限，所以放进了隔离区（quarantine/）。请核对记录是否过大，或用 --memory-limit "
       "放宽上限再加 --retry。",
       "This record took more memory than the limit, twice, and was put into quarantine/. See whether it is "
       "unreasonably "
       "large, or raise --memory-limit and add --retry."},
      {"batch-stalled", ExitStatus::temporary,
       "写档案库的工作进程很久没有回音，多半是磁盘或网络存储没有响应，运行停了。检查存储，再运行一次，只做缺的。",
       "A worker that writes to the archive said nothing for long, most likely because a disk or network storage does "
       "not answer; the run was stopped. Check the storage and run it again: only what is missing is done."},
      {"batch-too-slow", ExitStatus::findings,
       "处理这份记录两次都超过时限，所以放进了隔离区（quarantine/）。请核对记录是否过大，或用 --time-limit "
       "放宽时限再加 "
       "--retry。",
       "This record took more than the time limit, twice, and was put into quarantine/. See whether it is unreasonably "
       "large, or raise --time-limit and add --retry."},
      {"batch-worker-killed", ExitStatus::temporary,
       "处理这份记录的进程两次被外力强行终止（SIGKILL），多半是系统内存不足。再运行一次，只做缺的；或减少 --jobs。",
       "The process that worked on this record was killed twice from outside (SIGKILL), likely because the system was "
       "short of memory. Run the batch again, only what is missing is done; or use fewer --jobs."},
      {"batch-zip-in-zip", ExitStatus::findings,
       "压缩包里还有压缩包，里面的没有打开，其中的记录没有处理。请先解开外面的一个。",
       "A zip file within a zip file was not opened, and nothing was done about the records in it. Unpack the outer "
       "one first."},
      {"cli-data-missing", ExitStatus::setup,
       "找不到随程序安装的表格和字体方案。请重新安装，或用环境变量 BANXIN_DATA 指出它们所在的文件夹。",
       "The forms and font profiles that came with the program are not found. Install it again, or name the folder "
       "that "
       "has them in the environment's BANXIN_DATA."},
      {"cli-strict", ExitStatus::findings, "用了 --strict，警告也算错误。请改正所报各处，或省去 --strict。",
       "With --strict a warning is an error. Mend what is reported, or leave --strict out."},
      {"cli-usage", ExitStatus::usage, "命令的写法有误。banxin --help 说明各命令的写法。",
       "The command is not written as it should be. `banxin --help` shows how."},
      {"findings-more", ExitStatus::findings,
       "问题太多，没有逐一列出：先列错误，其余只按代号计数。先改正列出的各处，再检查一次。",
       "There are too many findings to list them all: errors come first, the others are counted by their codes. Mend "
       "those listed and check again."},
      {"font-list-unusable", ExitStatus::setup,
       "字表文件（fonts/ 中的常用字表）缺失或不是 UTF-8。请恢复随程序安装的文件。",
       "A character list (a file in fonts/) is missing or not UTF-8. Restore the file that came with the program."},
      {"font-missing", ExitStatus::setup,
       "字体方案为某种用途列出的字体一个也没有找到。请安装其中一种，或用 --font-folder 指出字体所在的文件夹。",
       "None of the faces that the font profile lists for a role was found. Install one of them, or name the folder "
       "that "
       "holds it with --font-folder."},
      {"font-profile-unusable", ExitStatus::setup, "字体方案文件读不了或写法有误。请按所报的行改正。",
       "The font profile cannot be read or breaks its rules. Mend it at the line named."},
      {"font-replaced", ExitStatus::setup,
       "字体方案首选的字体没有找到，改用了方案中的下一种，字形风格会不同。要原来的字体，请安装它，或用 --font-folder "
       "指出它所在的文件夹。",
       "The face that the font profile prefers was not found and its next one serves instead, so the style differs. "
       "Install the one asked for, or name its folder with --font-folder."},
      {"font-subset-failed", ExitStatus::setup,
       "从字体文件中取不出所用的字形，多半是文件损坏或不是支持的格式。请换一个字体文件。",
       "The glyphs used cannot be taken out of a font file: it is damaged or of an unsupported kind. Supply another "
       "file."},
      {"font-unusable", ExitStatus::setup,
       "一个字体文件（或文件夹）不能用：损坏、不是字体、是 CFF2 可变字体，或许可禁止嵌入。已略过，改用方案中的下一种。",
       "A font file (or folder) cannot be used: it is damaged, no font, a variable face (CFF2), or its licence forbids "
       "embedding. It was passed over for the profile's next one."},
      {"form-message", ExitStatus::setup, "版式文件（document.xsl）用 xsl:message 说的话。",
       "What a form's stylesheet (document.xsl) said by xsl:message."},
      {"form-unusable", ExitStatus::setup,
       "表格的数据文件（form.xml、record.xsd、rules.sch、labels.xml、document.xsl 等）缺失或有误，与所交记录无关。"
       "请按所报的文件和行改正，或恢复随程序安装的文件。",
       "A data file of the form (form.xml, record.xsd, rules.sch, labels.xml, document.xsl ...) is missing or wrong; "
       "the "
       "record is not at fault. Mend it at the line named, or restore the file that came with the program."},
      {"input-missing", ExitStatus::input, "输入文件不存在。请检查路径。", "The input does not exist. Check its path."},
      {"input-too-large", ExitStatus::input,
       "输入文件超过允许的大小，没有读取。一份记录通常不到 1 MB；请确认给对了文件。",
       "The input is larger than allowed and was not read. A record is usually below 1 MB: make sure that this is the "
       "right file."},
      {"input-unreadable", ExitStatus::input, "输入文件存在但读不出来：没有权限，或不是普通文件。请检查权限和路径。",
       "The input exists but cannot be read: no permission, or not a file. Check permissions and path."},
      {"internal-error", ExitStatus::internal, "程序自身出错。请把所用的命令和输入一并报告给维护者。",
       "The program itself failed. Report it to the maintainers together with the command and the input."},
      {"io-error", ExitStatus::temporary, "读写时设备出错。稍后再试；若总是出现，请检查磁盘或网络存储。",
       "The device failed while reading or writing. Try again later; if it persists, check the disk or network "
       "storage."},
      {"layout-cell-overflow", ExitStatus::findings,
       "表格某格的文字即使用允许的最小字号也放不下。请缩短文字，或加宽版式中的列。",
       "The text of a table's cell does not fit even at the smallest size allowed. Shorten it, or widen the column in "
       "the "
       "form."},
      {"layout-line-impossible", ExitStatus::findings,
       "一段文字无法分行：有一处比行还长而其中没有可断之处。请在该处加空格或改写。",
       "A paragraph cannot be broken into lines: a piece without any break is longer than the line. Add a space there "
       "or "
       "reword it."},
      {"layout-loose-line", ExitStatus::findings, "这一行的字距被拉得超过了限度。可改写该处文字使分行更匀。",
       "This line is stretched beyond its limit. Rewording it may even out the lines."},
      {"layout-tight-line", ExitStatus::findings, "这一行被压缩得超过了限度。可改写该处文字使分行更匀。",
       "This line is squeezed beyond its limit. Rewording it may even out the lines."},
      {"narrative-copied", ExitStatus::findings,
       "这一章的大部分文字与上一年度的记录相同（数字和年份不计）。请确认写的是本年的情况。",
       "Most of this chapter's text stands in last year's record too (figures and years apart). Make sure that it "
       "tells "
       "of this year."},
      {"narrative-numbering", ExitStatus::findings,
       "标题的序号不连续或重复（GB/T 9704 的层次：一、（一）1.（1））。看看是否漏了一部分。",
       "The numbers of headings do not go on by one (levels of GB/T 9704: 一、（一）1.（1）). See whether a part is "
       "missing."},
      {"no-space", ExitStatus::temporary, "磁盘已满或超出配额，文件没有写成，原有的文件未动。请腾出空间再试。",
       "The disk is full or the quota is used up; nothing was written and what was there before is untouched. Free "
       "some "
       "space and try again."},
      {"output-not-writable", ExitStatus::output,
       "输出文件写不了：文件夹不存在、没有权限或只读。请检查 -o 所给的路径。",
       "The output cannot be written: the folder does not exist, forbids it or is read-only. Check the path given by "
       "-o."},
      {"pdf-no-process", ExitStatus::temporary, "系统不给新的进程，没有读这个 PDF。请稍后再试。",
       "The system gives no new process, and a PDF is read in none but one of its own. Try again later."},
      {"pdf-no-source", ExitStatus::input,
       "这个 PDF 里没有附带记录（AFRelationship 为 Source 的附件），多半不是本程序生成的。",
       "This PDF carries no record (an attachment whose AFRelationship is Source): it was probably not made by this "
       "program."},
      {"pdf-not-conforming", ExitStatus::findings, "这一页无法按 PDF/A-3a 与 PDF/UA-1 写出。请看消息所指的记录内容。",
       "The page cannot be written within PDF/A-3a and PDF/UA-1. See the part of the record that the message names."},
      {"pdf-reader-ended", ExitStatus::input,
       "读这个 PDF 的进程崩溃了，或超过了时间、内存的上限，所以没有取出记录，别处不受影响。这样的文件不是本程序生成的，"
       "或已损坏；请取一份完好的文件。",
       "The process that read this PDF crashed or went over its limits of time or memory; nothing was taken out of the "
       "file and nothing else was harmed. This program makes no such file: get an undamaged one."},
      {"pdf-reader-waited", ExitStatus::temporary, "机器太忙，这个 PDF 没有读完。请稍后再试。",
       "The machine is too busy: the PDF was not read to its end. Try again later."},
      {"pdf-too-complex", ExitStatus::input,
       "这个 PDF "
       "嵌套过深、对象过多，或其对象流解开后过大，没有读取。本程序生成的报告远不到这些上限；请确认给对了文件。",
       "This PDF is nested too deeply, has too many objects, or object streams that unpack to too much; it was not "
       "read. "
       "Reports of this program are far below these limits: make sure that this is the right file."},
      {"pdf-unreadable", ExitStatus::input, "文件不是 PDF，或已损坏。", "The file is not a PDF, or is damaged."},
      {"previous-other-bureau", ExitStatus::findings,
       "用 --previous 给出的记录是另一个单位的，没有与它比较。请核对文件；单位改了名称的，两年无法自动比较。",
       "The record given with --previous is another bureau's; nothing was compared with it. Check the file; where the "
       "bureau was renamed the two years cannot be compared."},
      {"previous-other-year", ExitStatus::findings,
       "用 --previous 给出的记录不是上一年度的，没有与它比较。请核对文件和两份记录的属性 year。",
       "The record given with --previous is not of the year before; nothing was compared with it. Check the file, and "
       "the attribute year of both."},
      {"record-additions", ExitStatus::findings, "记录有表没有规定的章、行或表。照印；消息列出各处。这不是错误。",
       "The record has chapters, rows or tables that the form does not foresee. They are printed; the message lists "
       "them. That is no error."},
      {"record-chapter", ExitStatus::findings, "表规定的某一章缺了，或次序与表不同。请补上或按表的次序排列。",
       "A chapter that the form prescribes is missing or out of order. Add it, or put the chapters into the form's "
       "order."},
      {"record-character", ExitStatus::findings,
       "记录中有不能归档的字符：私用区、非字符、替换字符 U+FFFD 或控制字符，它们在别的机器上没有确定的字形；"
       "或改变文字方向、看不见的标签、注释和填充字符，它们使人看到的与程序读到的不同。"
       "请按所报的位置换成标准字符。",
       "The record holds a character that cannot be archived: private use, a noncharacter, the replacement character "
       "U+FFFD or a control, which has no certain shape on another machine; or one that turns the direction of text, "
       "or "
       "is an invisible tag, annotation or filler, by which people and programs read different things. Replace it by "
       "the standard character at the "
       "place named."},
      {"record-character-mapped", ExitStatus::findings,
       "按 GB 18030—2005 "
       "编在私用区的字，已读作它现在的标准字符；收到的文件原样保留。请核对字形，并把原稿改为标准字符。",
       "A character that GB 18030-2005 had in the private use area was read as its standard character of today; the "
       "bytes "
       "received stay as they are. Check its shape, and mend the original."},
      {"record-compatibility-character", ExitStatus::findings,
       "用了部首或兼容汉字的码位，看起来与常用汉字相同而检索不到，多半来自从 PDF 复制的文字。请换成消息给出的统一汉字；"
       "姓名中有意使用的可以保留。",
       "A radical or compatibility ideograph stands where the unified ideograph looks the same but cannot be found by "
       "searching: usually pasted from a PDF. Replace it by the ideograph that the message names; keep it where a name "
       "is "
       "meant to have it."},
      {"record-crashed", ExitStatus::internal,
       "处理这份记录时程序崩溃，什么也没有写。这是程序的错误，请连同这份记录和所用的命令报告给维护者。",
       "The program crashed while it worked on this record; nothing was written. That is a fault of the program: "
       "report "
       "it with the record and the command."},
      {"record-form-missing", ExitStatus::findings,
       "记录的根元素没有写明用哪种表（属性 form）。请补上；banxin forms 列出现有的表。",
       "The record's root does not say which form it follows (attribute form). Add it; `banxin forms` lists those "
       "there are."},
      {"record-form-unknown", ExitStatus::findings,
       "记录写明的表不在已安装的表之中。请核对属性 form；banxin forms 列出现有的表。",
       "The form that the record names is not installed. Check its attribute form; `banxin forms` lists those there "
       "are."},
      {"record-invisible-character", ExitStatus::findings,
       "记录中有看不见、没有意义的字符（方向标记、字节序标记等；单位名称中还有零宽字符、首尾的空白），多半随复制的文字"
       "而来。"
       "已略去后再处理；收到的文件原样保留。请从原稿中删去。",
       "The record holds characters that are not seen and mean nothing (marks of direction, byte order marks; in a "
       "bureau's name also zero-width characters and blanks at its ends), most likely from pasted text. They were "
       "taken "
       "out; the bytes received stay as they are. Delete them in the original."},
      {"record-namespace", ExitStatus::findings,
       "根元素不是 urn:banxin:record:1 命名空间的 record，所以这不是一份记录。请加上 xmlns=\"urn:banxin:record:1\"，"
       "或确认给对了文件。",
       "The root is not `record` of namespace urn:banxin:record:1, so this is no record. Add "
       "xmlns=\"urn:banxin:record:1\", or make sure that this is the right file."},
      {"record-other-form", ExitStatus::findings,
       "统计表的行、栏不是记录写明的那种表的，而是另一种表的，例如沿用了上一年度的文件。年度没有写错的，"
       "用 banxin new 建一份新的来填；写错了的，改属性 form 和 year。",
       "The rows and columns of the tables are those of another form than the record names, as when last year's file "
       "is used again. If the year is right, fill in a new record (`banxin new`); if not, mend the attributes form "
       "and year."},
      {"record-out-of-memory", ExitStatus::findings,
       "处理这份记录超过内存上限，没有做完，什么也没有写。请核对它是否过大；确要处理的，用 --memory-limit 放宽。",
       "The work on this record took more memory than the limit and was stopped; nothing was written. See whether it "
       "is "
       "unreasonably large; if not, allow more with --memory-limit."},
      {"record-outdated", ExitStatus::findings, "记录用了旧格式的一行，现在的表在那里有几行。照收照印，不作拆分。",
       "The record has one row of an outdated format, where the form has several today. It is accepted and printed; "
       "nothing is split."},
      {"record-own-table", ExitStatus::findings,
       "本单位自己的表有的行缺格、多格，或跨行跨栏的格互相重叠、超出表外。请补上或删去格，或改正 "
       "row-span、column-span。",
       "In a table of the bureau's own a row lacks cells or has too many, or cells that span rows and columns overlap "
       "or "
       "reach beyond it. Add or remove cells, or correct row-span and column-span."},
      {"record-row", ExitStatus::findings, "某一行不属于它所在的统计表，或某一行没有这一栏。请核对行和栏的代号。",
       "A row stands in a table that is not its own, or a row has no such cell. Check the ids of row and column."},
      {"record-table", ExitStatus::findings, "某一章缺少它的统计表，或统计表写在了别的章里。",
       "A chapter lacks its table, or a table stands in another chapter."},
      {"record-text-limit", ExitStatus::findings,
       "一段文字、一个标题或一格过长，或一个字符上的附加符号过多。请分成几段，删去多余的符号。",
       "A paragraph, heading or cell is too long, or a character bears too many combining marks. Divide the text; "
       "delete the marks that do not belong there."},
      {"record-too-slow", ExitStatus::findings,
       "处理这份记录超过时限，没有做完，什么也没有写。请核对它是否过大；确要处理的，用 --time-limit 放宽。",
       "The work on this record took more than the time limit and was stopped; nothing was written. See whether it is "
       "unreasonably large; if not, allow more with --time-limit."},
      {"record-wording", ExitStatus::findings,
       "章的标题或行、栏的标签与表的原文写法不同。印出来的总是原文；不认识的写法请核对代号有没有写错。",
       "A heading or a label is worded otherwise than in the form. The form's own words are printed; where the wording "
       "is not known, see whether the id is right."},
      {"record-year", ExitStatus::findings,
       "记录所报的年度（属性 year）不用这种表。请改用消息指出的表，或改正年度；banxin forms 列出各表适用的年度。",
       "The record's report year (attribute year) is not served by its form. Use the form that the message names, or "
       "mend "
       "the "
       "year; `banxin forms` lists the years of each."},
      {"reference-blank", ExitStatus::findings, "正文引用的格没有填数。空白、/、- 和不适用都不当作 0。请填上这一格。",
       "The text refers to a cell that holds no figure. A blank, /, - or 不适用 is never taken as 0. Fill in the "
       "cell."},
      {"reference-differs", ExitStatus::findings,
       "正文引用处已有的文字与由表得出的数不同。请改正表，或删去引用里面的文字。",
       "The text inside a reference is not what the table gives. Correct the table, or empty the reference."},
      {"reference-no-previous", ExitStatus::findings,
       "正文引用了上一年度的数，却没有可用的上一年度的记录。请用 --previous 指明。",
       "The text refers to last year's figures, but there is no record of last year to take them from. Name it with "
       "--previous."},
      {"reference-unknown", ExitStatus::findings, "正文引用的格表里没有，或不知道要怎样计算。写成 行的代号/栏的代号。",
       "The text refers to a cell that the form has not, or asks for what nobody can calculate. Write ROW/COLUMN."},
      {"reference-zero", ExitStatus::findings, "正文引用的百分比算不出来：作为整体的数是 0。请把这句话直接写成文字。",
       "A percentage that the text asks for does not exist, because the whole is 0. Write the sentence without it."},
      {"rules-not-assessable", ExitStatus::findings,
       "有的规则用到的格没有填数，无法判断；这不是错误。空白、/、- 和不适用都不当作 0，确实没有的请填 0。",
       "Some rules could not be judged, because cells that they need hold no figure. That is no error. A blank, /, - "
       "or "
       "不适用 is never taken as 0: where there were none, write 0."},
      {"schema-invalid", ExitStatus::findings, "记录的结构或取值不合表的规定（record.xsd）。请按消息改正该行。",
       "The record's structure or a value breaks the form's schema (record.xsd). Mend the line as the message says."},
      {"summary-blank", ExitStatus::findings,
       "有的记录没有填这些格。汇总数只含填了的数，空白没有当作 0；哪份记录的哪些格空着，写在汇总记录的 extension 里。",
       "Some records leave these cells blank. Their sums are those of the figures there are, no blank being taken as "
       "0; "
       "the summary's extension says which cells of which record."},
      {"summary-differs", ExitStatus::findings,
       "总表的一格与各记录的合计不同。看看记录是否齐全、有无重复，再核对这一格。",
       "A cell of the total is not what the records add up to. See whether a record is missing or too many, then check "
       "the cell."},
      {"summary-duplicate", ExitStatus::findings, "一个单位有两份记录，只能计入一份。请去掉另一份。",
       "There are two records of one bureau, and only one can count. Leave the other out."},
      {"summary-list", ExitStatus::input, "应报单位的名单（--expect）读不出来。一行写一个单位的全称，存为 UTF-8。",
       "The list of bureaus (--expect) cannot be read. Write the full name of one bureau on each line, in UTF-8."},
      {"summary-missing", ExitStatus::findings, "名单里的单位没有记录。汇总数不含它，汇总记录里写明了缺报。",
       "A bureau of the list has no record. The sum is without it, and the summary says so."},
      {"summary-mixed", ExitStatus::findings, "记录不是同一种表、同一年度的，不能相加或比较。请分开汇总。",
       "The records are not of one form and one year: they cannot be added or compared. Summarise them separately."},
      {"summary-not-assessable", ExitStatus::findings,
       "记录没有到齐，或有格空着，总表的这些格无法与合计比较。这不是错误；补齐以后再比较。",
       "Records are missing or cells are blank, so these cells of the total cannot be compared. That is no error; "
       "compare again when all is there."},
      {"summary-own-rows", ExitStatus::findings, "单位自己加的行没有汇总。需要的，在汇总记录里自加一行（own-row）。",
       "Rows of the bureaus' own were not added. Add an own-row to the summary where one is wanted."},
      {"summary-rows", ExitStatus::findings,
       "有的记录只填了一个合并的行，有的填了它下面的各行，不能相加。请前者改按各行填报。",
       "Some records fill one row that stands for several, others the several: they cannot be added. Ask the former to "
       "fill in the rows."},
      {"summary-unexpected", ExitStatus::findings, "记录的单位不在名单里。核对单位全称；不该计入的，去掉这份记录。",
       "The record's bureau is not on the list. Check its name; where it should not count, leave the record out."},
      {"summary-units", ExitStatus::findings, "同一格各记录的单位不同，没有相加。请统一单位以后再汇总。",
       "The records write different units in one cell, which was not added. Bring them to one unit first."},
      {"text-fallback-face", ExitStatus::findings, "规定的字体没有这个字，用了后备字体，字形风格会略有不同。",
       "The face that the style asks for lacks this character; a fallback was used, whose style differs a little."},
      {"text-missing-glyph", ExitStatus::findings,
       "所有字体都没有这个字，因此没有生成文件（绝不以空白或方框代替）。请安装收有该字的字体。",
       "No face has this character, so nothing was made: a blank or a box is never put in its place. Install a face "
       "that "
       "has it."},
      {"text-missing-variant", ExitStatus::findings,
       "所有字体都没有这个异体字序列（汉字加变体选择符）。请安装收有它的字体，或去掉选择符。",
       "No face has this variation sequence (ideograph and selector). Install one that has it, or take the selector "
       "out."},
      {"text-too-long", ExitStatus::findings, "报告的文字过多，没有排版。请确认给对了文件，或分成几份。",
       "The report has too much text to be set. Make sure that this is the right file, or divide it."},
      {"xml-doctype", ExitStatus::findings,
       "文件有 DOCTYPE 声明。记录不得声明文档类型或实体。请删去它，实体换成字符本身。",
       "The file has a DOCTYPE. A record may not declare a document type or entities. Delete it, and write the "
       "characters "
       "themselves in place of entities."},
      {"xml-encoding", ExitStatus::findings,
       "文件的字节与它声明的编码不符，或编码不受支持（支持 UTF-8、UTF-16、GB18030、GBK、GB2312）。请改正声明，或另存为 "
       "UTF-8。",
       "The bytes are not in the encoding declared, or it is not supported (UTF-8, UTF-16, GB18030, GBK, GB2312 are). "
       "Correct the declaration, or save the file as UTF-8."},
      {"xml-malformed", ExitStatus::findings,
       "文件不是格式良好的 XML：标签不配对、& 或 < 没有转义等。请按所报的行列改正。",
       "The file is not well-formed XML: tags that do not match, an unescaped & or <, and the like. Mend it at the "
       "line "
       "and column named."},
      {"xml-too-deep", ExitStatus::findings, "元素嵌套过深，没有继续读。正常的记录不到 20 层。",
       "Elements are nested too deeply; reading stopped. A sound record has fewer than 20 levels."},
      {"xml-too-large", ExitStatus::findings, "文件或其中一段文字超过允许的大小，没有继续读。",
       "The file, or one text in it, is larger than allowed; reading stopped."},
      {"xml-too-many-attributes", ExitStatus::findings, "一个元素的属性过多，没有继续读。",
       "An element has too many attributes; reading stopped."},
      {"xml-too-many-elements", ExitStatus::findings, "文件的元素过多，没有继续读。",
       "The file has too many elements; reading stopped."},
  };
  return codes;
}

// The gravest first; `done` stands behind them all.
constexpr std::array gravity = {ExitStatus::internal, ExitStatus::setup,    ExitStatus::output, ExitStatus::temporary,
                                ExitStatus::input,    ExitStatus::findings, ExitStatus::usage};

}  // namespace

const std::vector<Code>& code_catalogue() {
  return catalogue();
}

const Code* find_code(std::string_view name) {
  const auto& codes = catalogue();
  const auto found = std::lower_bound(codes.begin(), codes.end(), name,
                                      [](const Code& code, std::string_view wanted) { return code.name < wanted; });
  return found != codes.end() && found->name == name ? &*found : nullptr;
}

ExitStatus exit_status(const Findings& findings) {
  std::size_t gravest = gravity.size();
  const auto look_at = [&gravest](Severity severity, const std::string& name) {
    if (severity != Severity::error) return;
    const Code* code = find_code(name);
    const ExitStatus status = code != nullptr ? code->exit : ExitStatus::findings;
    for (std::size_t rank = 0; rank < gravest; ++rank) {
      if (gravity[rank] == status) gravest = rank;
    }
  };
  for (const Diagnostic& d : findings) look_at(d.severity, d.code);
  for (const auto& [what, times] : findings.not_held()) look_at(what.first, what.second);
  return gravest == gravity.size() ? ExitStatus::done : gravity[gravest];
}

}  // namespace banxin
