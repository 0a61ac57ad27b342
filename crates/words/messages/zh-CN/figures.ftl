figure-never-in-force = 这项承诺还没有生效过
figure-no-milestone = 办件数据里没有`{ $milestone }`这个时点
figure-no-field = 存好的办件数据里没有`{ $field }`这一列
figure-no-limit = 这项承诺没有写时限，或者计时方式刚改过
figure-cannot-say = 这项承诺写不进计量方案：{ $detail }
order-broke = 没有完成：{ $detail }
