//! Whether what was found is an export of the national tables, or an office's own table that has some of their words.

use crate::inspect::Portrait;

impl Portrait {
    fn has(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column.name == name)
    }

    /// Whether it has columns that only an export of the national tables has. 办件编号 and 受理时间 stand in any office's list.
    fn speaks_the_standard(&self) -> bool {
        let has_own_time = ["申请时间", "受理时间", "办结时间"].iter().any(|name| self.has(name));
        let is_of_case = has_own_time && (self.has("实施编码") || self.has("环节名称") && self.has("环节开始时间"));
        is_of_case || self.has("特别程序开始时间") || self.has("材料名称") && self.has("收取时间")
    }
}

/// Whether files that were given one by one are to be read as the national tables: when one of them has columns of the standard
/// alone, or when only several together have the times of a case. Everything else is better read by the columns it has: the preset
/// takes services and units by their codes, which an office's own list does not have.
pub(crate) fn is_national_export(portraits: &[Portrait]) -> bool {
    let tables = || portraits.iter().filter(|portrait| portrait.is_national);
    let ends = ["受理时间", "办结时间"];
    let whole = |portrait: &Portrait| ends.iter().all(|name| portrait.has(name));
    let is_whole_together = ends.iter().all(|name| tables().any(|portrait| portrait.has(name)));
    tables().any(Portrait::speaks_the_standard) || is_whole_together && !tables().any(whole)
}
