"""R449, R459, R473-R475, R479: articles and issues beside each other, in a file or a folder."""

from catalog.codes.code import Code

CODES = (
    Code(
        "R449", "same-article", "warning",
        "this article of {issue} stands also in record {other}: {title}",
        "《{issue}》中的这篇文章也见于记录 {other}：{title}",
        "delete one of the two, unless the issue has two articles of this title",
        "请删去一条；若该期确有两篇同名文章，则无需处理",
    ),
    Code(
        "R459", "pages-backwards", "warning",
        "the article ends on page {last}, before it begins on page {first}",
        "文章止于第 {last} 页，在起始的第 {first} 页之前",
        "compare with the issue; two figures may be exchanged",
        "请照刊物核对；可能是前后数字互换",
    ),
    Code(
        "R473", "pages-out-of-order", "note",
        "page {first} comes behind page {before} of {other}, in the same issue",
        "第 {first} 页排在同一期 {other} 的第 {before} 页之后",
        "compare with the issue if the file follows its order",
        "若文件依刊物次序，请核对",
    ),
    Code(
        "R474", "pages-overlap", "warning",
        "pages {pages} overlap with pages {before} of {other}, in the same issue",
        "第 {pages} 页与同一期 {other} 的第 {before} 页重叠",
        "compare both with the issue",
        "请照刊物核对两篇的页码",
    ),
    Code(
        "R475", "missing-issue", "note",
        "of {host} {year}, issues {first}-{last} are here, but not {missing}",
        "《{host}》{year} 年第 {first}—{last} 期中缺第 {missing} 期",
        "fetch the listings that are missing, if the run should be complete",
        "若应连续，请补齐所缺各期目次",
    ),
    Code(
        "R479", "missing-section", "note",
        "{host} {issue} has nothing under “{section}”, which the issues before and after have",
        "《{host}》{issue} 没有“{section}”栏目，而前后各期都有",
        "look whether articles of the section were missed or put under another heading",
        "请查看是否漏收该栏目的文章，或归入了其他栏目",
    ),
)  # fmt: skip
