package org.takeup.questionnaire.lime;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.questionnaire.format.Decimals;

/**
 * LimeSurvey's relevance equations as conditions: comparisons of answers with fixed values, joined by and, or, not. Anything
 * else is refused as a whole, because half a condition would show a question to the wrong people.
 */
final class Relevance {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<field>\\d+X\\d+X\\d+[A-Za-z0-9_]*(?:\\.[A-Za-z]+)?)"
            + "|(?<string>\"[^\"]*\"|'[^']*')"
            + "|(?<number>-?\\d+(?:\\.\\d+)?)(?![A-Za-z_])"
            + "|(?<word>[A-Za-z_][A-Za-z0-9_.]*)"
            + "|(?<sign>==|!=|<=|>=|&&|\\|\\||[()!<>]))");
    /** Signs that ask for more or less, and the orders of answer and value for which they hold. */
    private static final Map<String, IntPredicate> ORDER = Map.of(
            ">=", order -> order >= 0,
            "ge", order -> order >= 0,
            "<=", order -> order <= 0,
            "le", order -> order <= 0,
            ">", order -> order > 0,
            "gt", order -> order > 0,
            "<", order -> order < 0,
            "lt", order -> order < 0);

    private static final int LONGEST = 4_000;
    private static final int DEEPEST = 8;

    private final List<String> tokens;
    private final Function<String, Optional<Asked>> asked;
    private int at;

    private Relevance(List<String> tokens, Function<String, Optional<Asked>> asked) {
        this.tokens = tokens;
        this.asked = asked;
    }

    /**
     * What stands behind a name in an equation.
     *
     * @param item the id of the question
     * @param value the value of our condition for one of LimeSurvey's, if there is one
     * @param ticked our choice, where the name stands for one choice of several and not for the question
     * @param codes LimeSurvey's codes of all answers, where those are choices and no numbers
     */
    record Asked(String item, Function<String, Optional<String>> value, Optional<String> ticked, Set<String> codes) {
        Asked(String item, Function<String, Optional<String>> value) {
            this(item, value, Optional.empty());
        }

        Asked(String item, Function<String, Optional<String>> value, Optional<String> ticked) {
            this(item, value, ticked, Set.of());
        }

        /** One of several choices. @param byCode ours by LimeSurvey's codes */
        static Asked ofCodes(String item, Map<String, String> byCode) {
            return new Asked(item, code -> Optional.ofNullable(byCode.get(code)), Optional.empty(), byCode.keySet());
        }

        /** That what the name stands for is answered. */
        Condition answered() {
            return ticked.<Condition>map(choice -> new Condition.Is(item, Set.of(choice)))
                    .orElseGet(() -> new Condition.Answered(item));
        }
    }

    /** Why an equation cannot be taken over. */
    static final class Untranslatable extends Exception {
        private static final long serialVersionUID = 1;

        Untranslatable(String reason) {
            super(reason, null, false, false);
        }
    }

    /** @return empty if it always holds */
    static Optional<Condition> read(String equation, Function<String, Optional<Asked>> asked) throws Untranslatable {
        String text = equation.strip();
        if (text.isEmpty() || text.equals("1")) {
            return Optional.empty();
        }
        var relevance = new Relevance(tokens(text), asked);
        Condition condition = relevance.any(0);
        if (relevance.at < relevance.tokens.size()) {
            throw new Untranslatable("it goes on with " + relevance.tokens.get(relevance.at));
        }
        return Optional.of(condition);
    }

    private static List<String> tokens(String text) throws Untranslatable {
        if (text.length() > LONGEST) {
            throw new Untranslatable("it is longer than " + LONGEST + " characters");
        }
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && !text.substring(end).isBlank()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new Untranslatable("it is more than comparisons joined by and, or, not");
            }
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        return tokens;
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private boolean take(String... signs) {
        if (List.of(signs).contains(peek())) {
            at++;
            return true;
        }
        return false;
    }

    private Condition any(int depth) throws Untranslatable {
        List<Condition> parts = new ArrayList<>(List.of(all(depth)));
        while (take("or", "||")) {
            parts.add(all(depth));
        }
        return parts.size() == 1 ? parts.getFirst() : merged(parts);
    }

    /** One of several answers to the same question is one comparison. */
    private static Condition merged(List<Condition> parts) {
        Set<String> items = new HashSet<>();
        Set<String> values = new HashSet<>();
        for (Condition part : parts) {
            if (!(part instanceof Condition.Is is)) {
                return new Condition.Any(parts);
            }
            items.add(is.item());
            values.addAll(is.values());
        }
        return items.size() == 1 ? new Condition.Is(items.iterator().next(), values) : new Condition.Any(parts);
    }

    private Condition all(int depth) throws Untranslatable {
        List<Condition> parts = new ArrayList<>(List.of(one(depth)));
        while (take("and", "&&")) {
            parts.add(one(depth));
        }
        return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
    }

    private Condition one(int depth) throws Untranslatable {
        if (depth > DEEPEST) {
            throw new Untranslatable("it is nested deeper than " + DEEPEST);
        }
        if (take("!", "not")) {
            return not(one(depth + 1));
        }
        if (take("(")) {
            Condition inner = any(depth + 1);
            close();
            return inner;
        }
        if (take("is_empty")) {
            if (!take("(")) {
                throw new Untranslatable("is_empty without a question");
            }
            Asked question = question();
            close();
            return new Condition.Not(question.answered());
        }
        return comparison();
    }

    private static Condition not(Condition condition) {
        return condition instanceof Condition.Not inner ? inner.condition() : new Condition.Not(condition);
    }

    private void close() throws Untranslatable {
        if (!take(")")) {
            throw new Untranslatable("a bracket is missing");
        }
    }

    private Asked question() throws Untranslatable {
        String name = peek();
        at++;
        String code = name.replaceFirst("\\.(?:NAOK|value|shown)$", "");
        if (!code.matches("(?:[A-Za-z_]|\\d+X\\d+X\\d)[A-Za-z0-9_]*")) {
            throw new Untranslatable(
                    "it uses " + (name.isEmpty() ? "nothing" : name) + ", which is not a question of an earlier page");
        }
        Optional<Asked> found = asked.apply(code);
        return found.orElseThrow(
                () -> new Untranslatable("it uses " + code + ", which is not a question of an earlier page"));
    }

    private Condition comparison() throws Untranslatable {
        Asked question = question();
        String sign = peek();
        at++;
        String literal = peek();
        at++;
        boolean text = literal.startsWith("\"") || literal.startsWith("'");
        if (!text && !literal.matches("-?\\d+(\\.\\d+)?")) {
            throw new Untranslatable("it compares " + question.item() + " with something else than a fixed value");
        }
        String value = text ? literal.substring(1, literal.length() - 1) : literal;
        if (!question.codes().isEmpty() && ORDER.containsKey(sign)) {
            return among(question, ORDER.getOrDefault(sign, order -> false), value);
        }
        return switch (sign) {
            case "==", "eq" -> equal(question, value);
            case "!=", "ne" -> not(equal(question, value));
            case ">=", "ge" -> new Condition.AtLeast(question.item(), number(question, value));
            case "<=", "le" -> new Condition.AtMost(question.item(), number(question, value));
            case ">", "gt" -> beyond(question, new Condition.AtMost(question.item(), number(question, value)));
            case "<", "lt" -> beyond(question, new Condition.AtLeast(question.item(), number(question, value)));
            default -> throw new Untranslatable("it does more than compare " + question.item());
        };
    }

    /** Codes that are numbers are compared as such: what holds for some of the answers is one of those. */
    private static Condition among(Asked question, IntPredicate holds, String value) throws Untranslatable {
        BigDecimal bound = number(question, value);
        Set<String> ours = new HashSet<>();
        for (String code : question.codes()) {
            if (Decimals.read(code)
                    .filter(each -> holds.test(each.compareTo(bound)))
                    .isPresent()) {
                question.value().apply(code).ifPresent(ours::add);
            }
        }
        if (ours.isEmpty()) {
            throw new Untranslatable("it waits for an answer that nobody can give to " + question.item());
        }
        return new Condition.Is(question.item(), ours);
    }

    /** Nobody's answer is beyond nothing. */
    private static Condition beyond(Asked question, Condition bound) {
        return new Condition.All(List.of(question.answered(), new Condition.Not(bound)));
    }

    private static Condition equal(Asked question, String value) throws Untranslatable {
        if (value.isEmpty()) {
            return new Condition.Not(question.answered());
        }
        String ours = question.value()
                .apply(value)
                .orElseThrow(() -> new Untranslatable(
                        "it waits for " + value + ", which nobody can answer to " + question.item()));
        return new Condition.Is(question.item(), Set.of(ours));
    }

    private static BigDecimal number(Asked question, String value) throws Untranslatable {
        // The points of a scale have codes; those of choices are compared themselves.
        String plain =
                question.codes().isEmpty() ? question.value().apply(value).orElse(value) : value;
        return Decimals.read(plain)
                .orElseThrow(() -> new Untranslatable("it compares " + question.item() + " with what is no number"));
    }
}
