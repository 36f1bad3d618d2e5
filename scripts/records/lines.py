"""Paragraphs to be set into lines: `prose`, as such reports have it, and `figures`, crowded with what does not part.

    CORPORA[name](count)    that many paragraphs, the same ones every time
"""

from . import report
from .bodies import Bodies
from .chance import Chance

SENTENCES = [
    "{年}年{月}月{日}日，我局收到申请{数}件，同比增长{小}%", "全年主动公开政府信息{数}条，其中网站公开{数}条、微信公众号推送{数}条",
    "投入资金{数}万元，改造面积{数}平方米（约合{数}㎡）", "咨询电话：0577—{话}", "传真：0577-{话}", "办公时间为8：30—12：00和14：30—17：30",
    "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）第{小}条、第{小}条的规定", "依据国务院令第{数}号和GB/T {数}—{年}",
    "按照〔{年}〕{小}号文件要求", "温度控制在－{小}℃至＋{小}℃之间，偏差不超过±{小}%", "登录www.example{小}.gov.cn/xxgk/{年}/index_{小}.html查阅",
    "来信请寄office{小}@example.gov.cn", "开设“一图读懂”“Invest Here”等栏目{小}个", "印发《公开指南》《年度要点》，修订《保密审查办法》",
    "引进ERP、OA系统{小}套，处理数据{小}.{小} GB", "（一）公开目录；（二）公开指南；（三）年度报告", "５０％以上的事项实现“最多跑一次”",
    "共{小}章{小}条，自{年}年{月}月1日起施行", "占全部事项的{小}.{小}%，比上年提高{小}.{小}个百分点", "答复期限由15个工作日压缩到{小}个",
    "我局坚持以公开为常态、不公开为例外", "进一步健全工作机制、压实工作责任", "做到应公开尽公开、能公开都公开",
]


def prose(count):
    out, bodies = [], Bodies("lines")
    for number in range(count):
        made = report.Report("disclosure-2018", 2018, bodies.body(number), Chance(f"lines/{number}"))
        topic = made.chance.one(sorted(report.prose.TOPICS))
        text = made.writer.paragraph(topic, made.chance.between(1, 4))
        out.append(text if made.chance.true(50) else text + made.writer.aside())
    return out


def figures(count):
    out = []
    for number in range(count):
        chance = Chance(f"lines/figures/{number}")
        makers = {"{年}": lambda: str(chance.between(2008, 2025)), "{月}": lambda: str(chance.between(1, 12)),
                  "{日}": lambda: str(chance.between(1, 30)), "{数}": lambda: str(chance.between(100, 9999)),
                  "{小}": lambda: str(chance.between(1, 99)), "{话}": lambda: str(55550000 + chance.below(10000))}
        text = "，".join(chance.some(SENTENCES, chance.between(3, 7)))
        for name, maker in makers.items():
            while name in text:
                text = text.replace(name, maker(), 1)
        out.append(text + "。")
    return out


CORPORA = {"prose": prose, "figures": figures}
