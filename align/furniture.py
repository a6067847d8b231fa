"""The lines of a web page that are not the article: labels, links, buttons, picture names, lists of links.

Every pattern is about a whole line. The tables hold what Chinese official and news sites, and English
renderings of their pages, put around an article; a line of prose matches none of them.
"""

import re


def _any(table: str) -> str:
    """Turn a table of regular expressions, parted by white space (`_` = space), into one of them."""
    return "(?:" + "|".join(table.split()).replace("_", r"\s?") + ")"


# What stands before a colon: 来源：…, Source: …
_LABELS = _any("""
(?:信息|文章|稿件|新闻|内容)?(?:来源|出处) 关键[词字] 标签 (?:责任|值班|本期|网络|执行|文字|视觉)?编辑 责编
美编 作者 (?:本报|通讯)?记者 通讯员 供稿 撰稿 撰文 投稿 校对 校审 审核 审校 核稿 [初复终]审 [一二三]审 监制
策划 制作 原标题 发[布表](?:时间|日期|机构|单位|人) 更新时间 成文日期 发文日期 索引号 字[体号](?:大小)?
(?:浏览|阅读|点击|访问)(?:次数|量|数)? 分享(?:到|至|给)? 打印
(?:当前|您的|我的|所在|您(?:现在|目前|当前)?(?:所在)?的?)位置 位置 [上下]一[篇条页则] 文章标题
本文(?:链接|网址|地址) 二维码 主办单位 承办单位 技术支持 网站标识码 sources? keywords? tags? authors? by
(?:(?:responsible|managing|executive|web|copy|duty)_)?editors? editor[- ]in[- ]charge proofread(?:er|ing)?
reviewe[rd](?:_by)? (?:first|second|third|preliminary|final)_(?:instance|trial|review|audit)
(?:publication|release|publishing|update|updated|publish)_(?:date|time)
(?:last_)?(?:published|posted|updated) views? hits clicks font(?:_size)? share(?:_(?:to|with|on))?
(?:(?:my|your|current)_)?(?:location|position) you_are_here
(?:previous|next|prev)(?:_(?:article|page|post|one))? original_title qr_code
""")

# What stands alone: buttons, links, placeholders
_BUTTONS = _any("""
打印(?:本页|此页|文章|正文)? 关闭(?:窗口|本页)? 返回(?:顶部|首页|列表|上页)? 收藏(?:本站|本页|文章)? 首页
纠错 我要纠错 更多[>»…]* 分享 转发 点赞 评论 发表评论 微信(?:扫一扫)? (?:新浪|腾讯)?微博 朋友圈 qq空间
qq好友 扫一扫[^扫]{0,14} [大中小](?:\\s*[大中小]){1,2} 加载中.* 网站地图 联系我们 关于我们
版权(?:所有|声明).* .*icp备.* .*公网安备.* undefined null nan none print(?:_this_page)?
close(?:_(?:this_)?(?:window|page))? home(?:_?page)? back(?:_to_(?:top|list|home))? top like comments?
share(?:_(?:this|to|on)(?:_\\w+)?)? (?:read_)?more[>»….]* loading.* (?:all_)?rights_reserved.* copyright.*
©.* contact_us about_us site_?map favou?rites? wechat weibo qrcode
""")

# What begins a list of links to other pages
_THINGS_ZH = _any("""
阅读 新闻 文章 链接 报道 推荐 资讯 资料 附件 下载 内容 信息 热点 专题 稿件 动态 文档 政策 解读 视频 图片 精彩
""")
_THINGS_EN = _any("""
news articles? readings? links? downloads? stor(?:y|ies) posts? topics? reports? content documents?
information videos? updates? for_you from_.{1,30} on_this_topic
""")
_SECTIONS = _any(f"""
(?:相关|推荐|延伸|热门|热点|精彩|最新|图文|编辑|今日|更多){_THINGS_ZH} 猜你喜欢 你可能(?:还|也)?喜欢
大家都在看 (?:点击|阅读|新闻|文章|热点)?排行榜? 友情链接 专题推荐 往期(?:回顾|推荐) 新闻推荐 为您推荐
(?:related|recommended|latest|popular|trending|most_(?:read|popular|viewed)|hot|further|more)(?:_{_THINGS_EN})*+
you_(?:may|might)_(?:also_)?like recommend(?:ations?)?(?:_for_you)? reading_(?:more|next) see_also
friendly_links
""")

_LABEL = re.compile(rf"[（(【\[]?\s*{_LABELS}\s*[：:](?!//)", re.IGNORECASE)
_BUTTON = re.compile(rf"(?:[【\[（(|｜]?\s*{_BUTTONS}\s*[】\]）)|｜]?\s*)++", re.IGNORECASE)
_SECTION = re.compile(rf"[【\[■◆>|\s]*{_SECTIONS}[\s：:】\]>»|]*", re.IGNORECASE)
_SHAPES = (
    re.compile(
        r"[\w\s()（）.+-]{1,80}\.(?:jpe?g|png|gif|bmp|webp|svg|tiff?|ico|mp[34]|avi|mov|flv)", re.IGNORECASE
    ),
    re.compile(r"(?:分享[到至给]|share (?:to|on))\s.{0,40}|[上下]一[篇条页则]\s.{1,80}", re.IGNORECASE),
    re.compile(
        r"(?:[^>›»＞。]{1,24}\s*[>›»＞]\s*){2,}[^>›»＞。]{0,60}|(?:首页|home(?: ?page)?)\s*[>›»＞/].{1,80}",
        re.IGNORECASE,
    ),
)
# Figures are a table's, and so are pipes at either end: no cell of a menu is empty.
_MENU = re.compile(r"[^|｜。；\d]{1,16}(?:[|｜][^|｜。；\d]{1,16}){2,}")
_PIPE = re.compile(r"[|｜]")
_FENCE = re.compile(r"\A[|｜]|[|｜]\Z")
_WEEKDAY = r"(?:[（(]?(?:星期|周)[一二三四五六日天][）)]?\s*)?"
_DATE = re.compile(
    rf"\d{{4}}[-/.年]\d{{1,2}}(?P<month>[-/.月])\d{{1,2}}日?\s*{_WEEKDAY}"
    rf"(?P<time>\d{{1,2}}[：:]\d{{2}}(?:[：:]\d{{2}})?)?\s*{_WEEKDAY}[\s|｜·]*"
)
# What stands behind a date without a colon: sources, number of readers
_ORIGINS = _any("""
新华社 新华网 人民日报 人民网 央视网 央视新闻 中新社 中新网 中国新闻网 中国政府网 光明日报 光明网 经济日报
科技日报 中国日报 xinhua (?:来源|作者)[\\s/／]+\\w{2,8} (?:阅读|浏览|点击|访问)(?:量|次数)?_\\d+_次?
""")
_ORIGIN = re.compile(rf"(?:{_ORIGINS}[\s|｜]*)++", re.IGNORECASE)
_CLAUSE = re.compile(r"[，。；！？,;!?]")
_CREDIT = re.compile(
    r"[（(【\[].{0,60}(?:记者|通讯员|编辑|来源|供稿|reporter|correspondent|editor|source).{0,60}[）)】\]]",
    re.IGNORECASE,
)
_LONGEST = 120  # characters; a longer line that begins like furniture is prose


def is_furniture(line: str, fenced: bool = False) -> bool:
    """Tell whether a line, without white space around it, belongs to the page and not to the article.

    `fenced` says that a pipe stood before or behind it, also where `line` is without: it is no menu then.

    >>> [is_furniture(line) for line in ("来源：新华社", "First instance: Wang Dunyi", "来源广泛的数据。")]
    [True, True, False]
    """
    if len(line) > _LONGEST:
        return False
    if _LABEL.match(line):
        return not line.endswith(("。", "！", "？"))
    if _BUTTON.fullmatch(line) or _is_date(line) or (not fenced and _MENU.fullmatch(line)):
        return True
    return any(shape.fullmatch(line) for shape in _SHAPES)


def _is_date(line: str) -> bool:
    """Tell whether a line is a date with nothing behind it but labels; a date before a clause is content.

    A date in words (2024年3月15日) is also what ends a letter: alone, it needs a time to be the page's.
    """
    date = _DATE.match(line)
    if date is None:
        return False
    rest = line[date.end() :]
    if not rest:
        return date["time"] is not None or date["month"] != "月"
    labels = _LABEL.match(rest) or _BUTTON.fullmatch(rest) or _ORIGIN.fullmatch(rest)
    return labels is not None and _CLAUSE.search(rest) is None


def columns(line: str) -> int:
    """Return how many cells the row of a table has that a line may be, 0 if it can be none.

    Two cells are too few where no pipes stand around them, for headlines have pipes: 要闻 | 10月28日.

    >>> [columns(line) for line in ("| 指标 | 2023年 |", "指标｜2023年｜2024年", "要闻 | 10月28日")]
    [2, 3, 0]
    """
    inner = _FENCE.sub("", line)
    cells = 1 + len(_PIPE.findall(inner))
    enough = cells > 2 or (cells == 2 and len(inner) == len(line) - 2)
    return cells if enough and not _LABEL.match(inner.lstrip()) else 0


def is_fenced(line: str) -> bool:
    """Tell whether a line begins or ends with a pipe."""
    return _FENCE.search(line) is not None


def begins_links(line: str) -> bool:
    """Tell whether a line heads links, of which every line is furniture then, if links follow at all."""
    return len(line) <= _LONGEST and _SECTION.fullmatch(line) is not None


def is_credit(line: str) -> bool:
    """Tell whether a line is somebody's credit in brackets, which is furniture at the end of a page only."""
    return len(line) <= _LONGEST and _CREDIT.fullmatch(line) is not None
