# The figures that ContrastAgainstRTest and LeagueAgainstRTest compare ours to. By hand, with base R alone (Debian: r-base-core);
# the build needs none of it. In this folder:
#   Rscript figures.R data      makes the data sets anew, by a seeded generator
#   Rscript figures.R           reads them and writes figures.txt

# ---- data: shares of weeks before and after, of people in units, treated or not; and steps of messengers
make <- function() {
  set.seed(20261126)
  people <- function(units, least, most, lift) {
    rows <- list()
    for (u in seq_len(units)) {
      n <- sample(least:most, 1)
      own <- rnorm(1, 0, .12)                       # people of one unit are alike
      before <- pmin(8, pmax(0, round(8 * (.3 + own + rnorm(n, 0, .2)))))
      treated <- as.integer(runif(n) < .45)
      after <- pmin(8, pmax(0, round(before + 8 * (own / 2 + lift * treated + rnorm(n, .05, .15)))))
      rows[[u]] <- data.frame(unit = sprintf("U%02d", u), treated = treated, before = before / 8, after = after / 8)
    }
    do.call(rbind, rows)
  }
  put <- function(x, file) write.csv(x, file, row.names = FALSE, quote = FALSE)
  put(people(26, 4, 19, .11), "many-units.csv")
  put(people(20, 2, 5, 0), "no-effect.csv")
  put(people(1, 34, 34, .1), "one-unit.csv")
  pairs <- people(24, 1, 1, .15)
  pairs$treated <- rep(1:0, 12); pairs$unit <- rep(sprintf("P%02d", 1:12), each = 2)
  put(pairs, "pairs.csv")
  n <- 70
  unit <- sample(c("North", "South"), n, TRUE); pilot <- as.integer(seq_len(n) <= 20)
  put(data.frame(person = 100 + seq_len(n), pilot = pilot, unit = unit, takeUp = round(pmin(1, pmax(0, rnorm(n, .4 + .12 * pilot, .2))), 3),
                 enrolled = round(rexp(n, 1 / 20)) + 1), "likeness.csv")
  messengers <- c("LINE_MANAGER", "PEER", "CHAMPION", "SPONSOR", "LEARNING_TEAM")
  k <- c(6, 5, 3, 2, 1)
  steps <- data.frame(messenger = rep(messengers, k), error = round(runif(sum(k), .015, .06), 4))
  steps$difference <- round(rep(c(.14, .08, .10, .02, -.01), k) + rnorm(sum(k), 0, .04) + rnorm(sum(k), 0, steps$error), 4)
  put(steps[c("messenger", "difference", "error")], "steps.csv")
  alike <- steps; alike$difference <- round(.05 + rnorm(sum(k), 0, .2 * alike$error), 4)   # less varied than by chance
  put(alike[c("messenger", "difference", "error")], "steps-alike.csv")
}
if ("data" %in% commandArgs(TRUE)) { make(); quit() }

out <- file("figures.txt", "w")
say <- function(key, value) cat(sprintf("%s %.15g\n", key, value), sep = "", file = out)
cat("# ", R.version.string, "; made by figures.R\n", sep = "", file = out)

# ---- difference-in-differences: the coefficient of treated:late in lm over two rows a person
did <- function(d) {
  long <- data.frame(y = c(d$before, d$after), late = rep(0:1, each = nrow(d)), treated = rep(d$treated, 2))
  unname(coef(lm(y ~ treated * late, long))["treated:late"])
}
# ---- and the cluster-robust variance (CR1) of lm over the changes, as the sandwich of its own matrices
clustered <- function(d) {
  d$change <- d$after - d$before
  fit <- lm(change ~ treated, d)
  x <- model.matrix(fit); e <- residuals(fit)
  bread <- solve(crossprod(x))
  sums <- rowsum(x * e, d$unit)
  g <- nrow(sums); n <- nrow(x); k <- ncol(x)
  v <- bread %*% crossprod(sums) %*% bread * g / (g - 1) * (n - 1) / (n - k)
  b <- unname(coef(fit)["treated"]); error <- sqrt(v["treated", "treated"])
  c(estimate = b, error = error, low = b - qt(.975, g - 1) * error, high = b + qt(.975, g - 1) * error)
}
for (set in c("many-units", "no-effect", "one-unit", "pairs")) {
  d <- read.csv(paste0(set, ".csv"))
  say(paste0(set, ".n"), nrow(d)); say(paste0(set, ".units"), length(unique(d$unit)))
  for (t in 1:0) for (when in c("before", "after"))
    say(paste0(set, ".", ifelse(t == 1, "treated", "others"), ".", when), mean(d[d$treated == t, when]))
  say(paste0(set, ".lm"), did(d))
  if (set %in% c("many-units", "no-effect")) {
    found <- clustered(d)
    for (what in names(found)) say(paste0(set, ".", what), found[[what]])
  }
  # Before and after alone: Student's t of the treated people's changes.
  alone <- d[d$treated == 1, ]; alone <- lm(after - before ~ 1, alone)
  say(paste0(set, ".alone"), unname(coef(alone)))
  say(paste0(set, ".alone.low"), confint(alone)[1]); say(paste0(set, ".alone.high"), confint(alone)[2])
}
# ---- pairs: the permutation test by all 2^12 ways to swap the labels within pairs (ours deals 999 of them)
d <- read.csv("pairs.csv"); change <- d$after - d$before
gap <- change[d$treated == 1] - change[d$treated == 0]
signs <- as.matrix(expand.grid(rep(list(c(-1, 1)), length(gap))))
refused <- function(effect) mean(abs(signs %*% (gap - effect) / length(gap)) >= abs(mean(gap) - effect) - 1e-12) <= .05
edge <- function(step) {
  inside <- 0; outside <- step
  while (!refused(mean(gap) + outside)) { inside <- outside; outside <- 2 * outside }
  for (i in 1:60) { m <- (inside + outside) / 2; if (refused(mean(gap) + m)) outside <- m else inside <- m }
  mean(gap) + inside
}
say("pairs.exact.low", edge(-.05)); say("pairs.exact.high", edge(.05))

# ---- two shares: the smallest difference that is seen four times in five
for (n in c(60, 250)) for (p in c(.2, .5)) say(paste0("detectable.", p, ".", n), 2.8 * sqrt(p * (1 - p) * 2 / n))

# ---- matching: each of those who try it out, in the file's order, takes the nearest of the rest within the caliper
m <- read.csv("likeness.csv")
pilots <- m[m$pilot == 1, ]; pool <- m[m$pilot == 0, ]
spread <- function(what) sqrt((var(pilots[[what]]) + var(pool[[what]])) / 2)
sds <- c(takeUp = spread("takeUp"), enrolled = spread("enrolled"))
left <- seq_len(nrow(pool)); chosen <- rep(NA, nrow(pilots))
for (i in seq_len(nrow(pilots))) {
  far <- sqrt(((pilots$takeUp[i] - pool$takeUp[left]) / sds["takeUp"])^2 +
              ((pilots$enrolled[i] - pool$enrolled[left]) / sds["enrolled"])^2 + (pilots$unit[i] != pool$unit[left]))
  if (length(left) && min(far) <= .5) { best <- which.min(far); chosen[i] <- left[best]; left <- left[-best] }
}
say("matching.pairs", sum(!is.na(chosen)))
for (i in seq_len(nrow(pilots))) say(paste0("matching.", pilots$person[i]), ifelse(is.na(chosen[i]), 0, pool$person[chosen[i]]))
for (what in names(sds)) {
  say(paste0("matching.", what, ".before"), (mean(pilots[[what]]) - mean(pool[[what]])) / sds[[what]])
  matched <- !is.na(chosen)
  say(paste0("matching.", what, ".after"),
      (mean(pilots[[what]][matched]) - mean(pool[[what]][chosen[matched]])) / sds[[what]])
}

# ---- the league's random effects: weighted lm, with DerSimonian and Laird's variance of its deviance
league <- function(set) {
  s <- read.csv(paste0(set, ".csv")); s$v <- s$error^2
  # Within messengers: Q of the weighted regression on messengers, and DerSimonian and Laird's scale, summed.
  groups <- split(s, s$messenger)
  q <- sum(sapply(groups, function(g) deviance(lm(difference ~ 1, g, weights = 1 / v))))
  free <- nrow(s) - length(groups)
  scale <- sum(sapply(groups, function(g) sum(1 / g$v) - sum(1 / g$v^2) / sum(1 / g$v)))
  within <- max(0, (q - free) / scale)
  own <- sapply(groups, function(g) unname(coef(lm(difference ~ 1, g, weights = 1 / (v + within)))))
  variance <- sapply(groups, function(g) 1 / sum(1 / (g$v + within)))
  # Between messengers: the same over their means.
  w <- 1 / variance
  between <- max(0, (deviance(lm(own ~ 1, weights = w)) - (length(own) - 1)) / (sum(w) - sum(w^2) / sum(w)))
  all <- 1 / (variance + between)
  mean <- unname(coef(lm(own ~ 1, weights = all)))
  say(paste0(set, ".mean"), mean); say(paste0(set, ".between"), between)
  for (m in names(own)) {
    shrink <- variance[[m]] / (variance[[m]] + between)
    to <- shrink * mean + (1 - shrink) * own[[m]]
    reach <- qnorm(.975) * sqrt((1 - shrink) * variance[[m]] + shrink^2 / sum(all))
    say(paste0(set, ".", m, ".own"), own[[m]]); say(paste0(set, ".", m, ".shrunk"), to)
    say(paste0(set, ".", m, ".low"), to - reach); say(paste0(set, ".", m, ".high"), to + reach)
  }
}
league("steps"); league("steps-alike")

# ---- whether they say it: a beta at the rate of all, worth 10 asks
asked <- c(LINE_MANAGER = 40, PEER = 25, CHAMPION = 4, SPONSOR = 2); said <- c(31, 12, 4, 0)
rate <- (sum(said) + .5) / (sum(asked) + 1)
for (i in seq_along(asked)) {
  key <- paste0("saying.", names(asked)[i])
  say(key, (said[i] + 10 * rate) / (asked[i] + 10))
  say(paste0(key, ".low"), qbeta(.025, said[i] + 10 * rate, asked[i] - said[i] + 10 * (1 - rate)))
  say(paste0(key, ".high"), qbeta(.975, said[i] + 10 * rate, asked[i] - said[i] + 10 * (1 - rate)))
}
close(out)
