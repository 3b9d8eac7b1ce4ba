# The figures that RComparisonTest compares ours to. By hand, with R, psych and boot (Debian: r-base-core r-cran-psych
# r-cran-boot r-cran-gparotation); the build needs none of them. In this folder:
#   Rscript figures.R data      makes the data sets anew, by a seeded generator
#   Rscript figures.R           reads them and writes figures.txt and bca-draws.csv
suppressMessages({ library(psych); library(boot) })

scales <- list(a = list(items = paste0("a", 1:5), reverse = "a3"),
               b = list(items = paste0("b", 1:4), reverse = "b2"),
               c = list(items = paste0("c", 1:3), reverse = character(0)))

# ---- data: three scales of agreement from 1 to 5, two waves, five units, gaps, skew and ties
make <- function() {
  set.seed(20261126)
  point <- function(x, cuts) findInterval(x, cuts) + 1
  wave <- function(name, n, shift) {
    unit <- sample(c("North", "South", "East", "West", "Desk"), n, TRUE, c(.34, .27, .2, .13, .06))
    common <- rnorm(n)
    lift <- ifelse(unit == "West", -1.7, 0) + shift
    factors <- list(a = .6 * common + .8 * rnorm(n) + lift, b = .5 * common + .85 * rnorm(n), c = .3 * common + .95 * rnorm(n) - shift)
    cuts <- list(a = c(-1.4, -.5, .3, 1.2), b = c(-2.2, -1.5, -.8, .1), c = c(-.8, 0, .9, 1.7))  # b leans to high answers
    out <- data.frame(wave = name, unit = unit)
    for (s in names(scales)) for (i in seq_along(scales[[s]]$items)) {
      item <- scales[[s]]$items[i]
      value <- point(c(.85, .7, .75, .6, .5)[i] * factors[[s]] + .7 * rnorm(n), cuts[[s]])
      if (item %in% scales[[s]]$reverse) value <- 6 - value
      value[runif(n) < .05] <- NA
      out[[item]] <- value
    }
    r <- pmin(10, pmax(0, round(6.5 + 1.5 * factors$a + .6 * factors$b + 1.6 * rnorm(n))))
    r[runif(n) < .08] <- NA
    out$r <- r
    out
  }
  write.csv(rbind(wave("1", 180, 0), wave("2", 150, .45)), "survey.csv", row.names = FALSE, na = "", quote = FALSE)
  write.csv(data.frame(score = round(100 * rbeta(12, 5, 1.1) * 4) / 4), "few.csv", row.names = FALSE)
  set.seed(20261127)
  score <- round(runif(34, 35, 85), 2)
  write.csv(data.frame(score, take_up = round(pmin(100, pmax(0, 12 + .7 * score + 14 * rnorm(34))), 2)), "units.csv", row.names = FALSE)
}
if ("data" %in% commandArgs(TRUE)) { make(); quit() }

survey <- read.csv("survey.csv", colClasses = c(wave = "character"))
few <- read.csv("few.csv")$score
out <- file("figures.txt", "w")
say <- function(key, value) cat(sprintf("%s %.15g\n", key, value), sep = "", file = out)
cat("# ", R.version.string, ", psych ", as.character(packageVersion("psych")), ", boot ", as.character(packageVersion("boot")),
    "; made by figures.R\n", sep = "", file = out)

turned <- function(rows, scale) {
  x <- rows[scale$items]
  for (item in scale$reverse) x[[item]] <- 6 - x[[item]]
  x
}
score <- function(rows, scale) {
  x <- (turned(rows, scale) - 1) / 4 * 100
  enough <- rowSums(!is.na(x)) >= ceiling(length(scale$items) / 2)
  ifelse(enough, rowMeans(x, na.rm = TRUE), NA)
}

# ---- reliability. psych::fa stops its search early (its omegas are right to about 1e-7 here); so the same function, the
# squared residuals beside the diagonal, is also minimised to the end. Both are written, and compared to 1e-6.
omega.tight <- function(r, from) {
  f <- function(l) { d <- r - l %*% t(l); sum(d[lower.tri(d)]^2) }
  g <- function(l) { d <- r - l %*% t(l); diag(d) <- 0; as.vector(-2 * d %*% l) }
  best <- optim(from, f, g, method = "BFGS", control = list(reltol = 1e-30, maxit = 100000))
  best <- optim(best$par, f, g, method = "BFGS", control = list(reltol = 1e-30, maxit = 100000))
  1 - sum(1 - best$par^2) / sum(r)
}
for (w in c("1", "2")) for (s in names(scales)) {
  rows <- survey[survey$wave == w, ]
  key <- paste0("wave", w, ".", s, ".")
  x <- na.omit(turned(rows, scales[[s]]))
  al <- suppressWarnings(suppressMessages(psych::alpha(x, check.keys = FALSE)))
  say(paste0(key, "complete"), nrow(x))
  say(paste0(key, "alpha"), al$total$raw_alpha)
  # Feldt's interval in its own words, and as psych gives it.
  k <- ncol(x); n <- nrow(x)
  say(paste0(key, "alpha.low"), 1 - (1 - al$total$raw_alpha) * qf(.975, n - 1, (n - 1) * (k - 1)))
  say(paste0(key, "alpha.high"), 1 - (1 - al$total$raw_alpha) * qf(.025, n - 1, (n - 1) * (k - 1)))
  say(paste0(key, "psych.feldt.low"), as.numeric(al$feldt$lower.ci))
  say(paste0(key, "psych.feldt.high"), as.numeric(al$feldt$upper.ci))
  for (i in seq_len(k)) {
    item <- scales[[s]]$items[i]
    say(paste0(key, item, ".item.rest"), al$item.stats$r.drop[i])
    say(paste0(key, item, ".item.rest.base"), cor(x[[i]], rowSums(x[-i])))
    say(paste0(key, item, ".alpha.without"), al$alpha.drop$raw_alpha[i])
  }
  om <- suppressWarnings(suppressMessages(psych::omega(x, nfactors = 1, fm = "minres", flip = FALSE, plot = FALSE)))
  say(paste0(key, "psych.omega"), om$omega.tot)
  say(paste0(key, "omega"), omega.tight(cor(x), as.vector(om$schmid$sl[, 1])))
  y <- na.omit(score(rows, scales[[s]]))
  t <- t.test(y)
  say(paste0(key, "n"), length(y)); say(paste0(key, "mean"), mean(y)); say(paste0(key, "sd"), sd(y))
  say(paste0(key, "low"), t$conf.int[1]); say(paste0(key, "high"), t$conf.int[2])
}

# ---- change between the waves
p <- c()
for (s in names(scales)) {
  one <- na.omit(score(survey[survey$wave == "1", ], scales[[s]]))
  two <- na.omit(score(survey[survey$wave == "2", ], scales[[s]]))
  t <- t.test(two, one)
  key <- paste0("change.", s, ".")
  say(paste0(key, "difference"), mean(two) - mean(one))
  say(paste0(key, "low"), t$conf.int[1]); say(paste0(key, "high"), t$conf.int[2]); say(paste0(key, "p"), t$p.value)
  df <- length(one) + length(two) - 2
  pooled <- sqrt(((length(one) - 1) * var(one) + (length(two) - 1) * var(two)) / df)
  g <- exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2) * (mean(two) - mean(one)) / pooled
  half <- qnorm(.975) * sqrt((length(one) + length(two)) / (length(one) * length(two)) + g^2 / (2 * (length(one) + length(two))))
  say(paste0(key, "g"), g); say(paste0(key, "g.low"), g - half); say(paste0(key, "g.high"), g + half)
  p[s] <- t$p.value
}
for (s in names(scales)) say(paste0("change.", s, ".adjusted"), p.adjust(p, "BH")[[s]])

# ---- units against the rest of their wave
for (w in c("1", "2")) {
  rows <- survey[survey$wave == w, ]
  p <- c()
  for (s in names(scales)) for (u in sort(unique(rows$unit))) {
    y <- score(rows, scales[[s]])
    p[paste0(s, ".", u)] <- t.test(y[rows$unit == u], y[rows$unit != u])$p.value
  }
  for (cell in names(p)) {
    say(paste0("wave", w, ".unit.", cell, ".p"), p[[cell]])
    say(paste0("wave", w, ".unit.", cell, ".adjusted"), p.adjust(p, "BH")[[cell]])
  }
}

# ---- drivers of r in wave 1: Johnson (2000) written out, R^2 beside it by lm
y <- sapply(names(scales), function(s) score(survey[survey$wave == "1", ], scales[[s]]))
d <- na.omit(data.frame(y, r = survey$r[survey$wave == "1"]))
e <- eigen(cor(d[names(scales)]))
root <- e$vectors %*% diag(sqrt(e$values)) %*% t(e$vectors)
beta <- solve(root) %*% cor(d[names(scales)], d$r)
weights <- root^2 %*% beta^2
say("drivers.n", nrow(d))
say("drivers.explained", summary(lm(r ~ a + b + c, d))$r.squared)
for (i in seq_along(scales)) {
  s <- names(scales)[i]
  t <- cor.test(d[[s]], d$r)
  say(paste0("drivers.", s, ".weight"), weights[i])
  say(paste0("drivers.", s, ".r"), t$estimate); say(paste0("drivers.", s, ".r.low"), t$conf.int[1]); say(paste0("drivers.", s, ".r.high"), t$conf.int[2])
}

# ---- scores of units and their take-up
units <- read.csv("units.csv")
for (n in c(4, 12, 29, 34)) {
  t <- cor.test(units$score[1:n], units$take_up[1:n])
  say(paste0("units.", n, ".r"), t$estimate); say(paste0("units.", n, ".low"), t$conf.int[1]); say(paste0("units.", n, ".high"), t$conf.int[2])
}

# ---- shares
for (case in list(c(7, 20), c(0, 12), c(12, 12), c(33, 60), c(1, 400))) {
  w <- prop.test(case[1], case[2], correct = FALSE)$conf.int
  say(paste0("wilson.", case[1], ".", case[2], ".low"), w[1]); say(paste0("wilson.", case[1], ".", case[2], ".high"), w[2])
}

# ---- bootstrap of few values: the means that R drew, and the interval that it makes of them
set.seed(7)
b <- boot(few, function(x, i) mean(x[i]), R = 999)
write.csv(data.frame(mean = sprintf("%.17g", b$t[, 1])), "bca-draws.csv", row.names = FALSE, quote = FALSE)
# The empirical influence values of a mean are the distances from it.
ci <- boot.ci(b, type = "bca", L = few - mean(few))$bca
say("bca.low", ci[4]); say("bca.high", ci[5])
set.seed(8)
ci <- boot.ci(boot(few, function(x, i) mean(x[i]), R = 200000), type = "bca", L = few - mean(few))$bca
say("bca.many.low", ci[4]); say("bca.many.high", ci[5])

# ---- distributions
for (df in c(1, 2.5, 7.3, 60, 100000)) say(paste0("qt.", df), qt(.975, df))
for (f in list(c(5, 15), c(149, 596), c(99999, 299997))) { say(paste0("qf.low.", f[1], ".", f[2]), qf(.025, f[1], f[2])); say(paste0("qf.high.", f[1], ".", f[2]), qf(.975, f[1], f[2])) }
for (q in c(1e-9, .001, .025, .3, .8, .99999)) say(paste0("qnorm.", format(q, scientific = FALSE)), qnorm(q))
close(out)
