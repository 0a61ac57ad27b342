figure-never-in-force = 这项承诺还没有生效过
figure-no-milestone = 办件数据里没有`{ $milestone }`这个时点
figure-no-field = 存好的办件数据里没有`{ $field }`这一列
figure-no-limit = 这项承诺没有写时限，或者计时方式刚改过
figure-cannot-say = 这项承诺写不进计量方案：{ $detail }
order-broke = 没有完成：{ $detail }
figure-year = { $first } 至 { $last }，十二个月
figure-all = 全部办件
figure-of = { $settled } 件中 { $kept } 件按时，{ $late } 件超期{ $overdue ->
    [0] {""}
   *[other] （其中 { $overdue } 件仍未办结）
 }
figure-interval = 95% 区间：{ $low } 至 { $high }。数字截至 { $as_of }。
figure-interval-few = 95% 区间：{ $low } 至 { $high }。件数少，不宜比较。数字截至 { $as_of }。
figure-target-reached = 达到目标 { $target }
figure-target-missed = 低于目标 { $target }
figure-none = 这项承诺还没有可以计量的办件记录。
figure-too-few = 办结或到期的不足 10 件，件数太少，暂不公布数字。
lasts-working-days = { $number } 个工作日
lasts-days = { $number } 天
lasts-times = { $number } 次
lasts-minutes = { $number } 分钟
lasts-hours = { $hours } 小时 { $minutes } 分钟
lasts-days-and-hours = { $days } 天 { $hours } 小时
how-counted = { $settled } 件到期或办结，其中 { $kept } 件按时。{ $rule }{ $overdue ->
    [0] {""}
   *[other] 已过期限而未办结的 { $overdue } 件按超期计。
 }
how-working-days = 受理当日不计，第 { $number } 个工作日 24 时前办结为按时；法定节假日与调休按国务院公布的安排。特别程序起止之间不计。
how-calendar-days = 受理当日不计，第 { $number } 天 24 时前办结为按时，节假日照计。特别程序起止之间不计。
how-calendar-days-roll = 受理当日不计，第 { $number } 天 24 时前办结为按时；最后一天是节假日的，顺延到下一个工作日。特别程序起止之间不计。
how-working-hours = 只计办公时间，累计不超过 { $number } 小时为按时。特别程序起止之间不计。
how-minutes = 按钟表时间，不超过 { $number } 分钟为按时。
how-working-days-of-case = 每件的期限是记录里“{ $field }”写的工作日数，受理当日不计。特别程序起止之间不计。
how-date-of-case = 每件的期限是记录里“{ $field }”写的日期。
how-at-most = 不超过 { $number } 次为做到；第 { $number } 次之后再有一次即为没有做到，不论是否办结。
how-by-own-text = 承诺改过时限的，每件按受理当天铭牌上的时限计算。
how-made-from = 由“{ $source }”的办件记录算出，记录截至 { $as_of }。记录标识 { $facts }，方案与日历标识 { $plan }，程序版本 { $engine }：三者相同，算出的数字就相同。
left-out-running = { $cases } 件还在期限之内，没有结果。
left-out-withdrawn = { $cases } 件由申请人撤回或者退件。
left-out-not-started = { $cases } 件没有受理时间，承诺还没有起算。
left-out-no-due = { $cases } 件的记录里没有期限。
wait-from-promised = 从受理起（承诺的算法）
wait-from-applied = 从提交申请起（您的感受）
promise-waits = 要等多久
promise-waits-from = 起算
promise-waits-half = 一半的人
promise-waits-ninety = 九成的人
promise-pauses = { $share } 的办件曾暂停计时（补正、听证、评审等特别程序），平均停 { $mean }；起止均有记录。
promise-months = 逐月
promise-months-title = 逐月的按时比例和 95% 区间
promise-months-table = 看表格
promise-kept-share = 按时
promise-merged = 有 { $months } 个月不足 10 件，只计入合计，不单独公布。
promise-cases = 要处理的办件
promise-no-cases = 没有在办、超期的办件。
promise-cases-who = 办件编号只有本单位、办公室、数据管理员和审计员能看到；公开页面上只有件数。
promise-about = 说明
promise-how = 这个数字是怎样算出来的
promise-left-out = 哪些没有算进去，为什么
promise-facts = 承诺的内容
promise-changes = 承诺的变更记录
promise-bundle = 下载复算包
promise-bundle-how = 复算包里是匿名的明细、方案和日历。用 `mingpai verify` 可以由明细重新算出这些数字；签名用的公钥在 /key。
promise-since-day = 自 { $day } 起承诺
promise-if-not = 做不到：{ $remedy }
change-promise-from = { $day } 起
case-number = 办件编号
case-outcome = 情况
case-from = 起算
case-due = 期限
case-late = 超期或剩余
case-past-due = 超 { $time }
case-left = 还剩 { $time }
landing-more = 看详情
landing-half = 一半的人 { $time }办完。
bundle-readme = 这是一份复算包，由铭牌（Mingpai）制作，任何人可以由它重新算出公布的数字。
    运行：mingpai verify { $file }，签名用的公钥在发布网站的 /key。
    outcomes.csv 每行是相同的若干件：结果所属月份、办结月份、结果、用时、超期、件数；不足 10 件的月份不单独列出。不含办件编号和个人信息。
