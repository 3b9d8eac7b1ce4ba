package org.takeup.questionnaire.lime;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** LimeSurvey's codes for our ids: letters and digits only, and short. */
final class Codes {
    static final int LONGEST_QUESTION = 20;
    static final int LONGEST_ANSWER = 5;
    /**
     * Codes of questions that LimeSurvey renames while it imports, after which equations name nothing; and words of its
     * equations. Source: rules of its model Question, and the operators of its expressions.
     */
    private static final Set<String> NO_QUESTIONS =
            Set.of("self", "that", "this", "time", "and", "or", "eq", "ne", "lt", "le", "gt", "ge");
    /** The same for parts of questions. */
    private static final Set<String> NO_PARTS = Set.of("time");

    private final Set<String> taken;

    private Codes(Set<String> not) {
        taken = new HashSet<>(not);
    }

    static Codes ofQuestions() {
        return new Codes(NO_QUESTIONS);
    }

    /** The id as it is, if it can be a code; else one like it. */
    String of(String id, int longest, boolean letterFirst) {
        String plain = id.replaceAll("[^a-z0-9]", "");
        String begun = letterFirst && !plain.matches("[a-z].*") ? "q" + plain : plain;
        String base = begun.length() > longest ? begun.substring(0, longest) : begun.isEmpty() ? "q" : begun;
        String code = base;
        for (int i = 2; !taken.add(code); i++) {
            String number = String.valueOf(i);
            code = base.substring(0, Math.min(base.length(), longest - number.length())) + number;
        }
        return code;
    }

    /** Codes for the answers of one list. */
    static Map<String, String> ofAnswers(List<String> ids) {
        return forAll(new Codes(Set.of()), ids, LONGEST_ANSWER);
    }

    /** Codes for the parts of one question. */
    static Map<String, String> ofParts(List<String> ids) {
        return forAll(new Codes(NO_PARTS), ids, LONGEST_QUESTION);
    }

    private static Map<String, String> forAll(Codes codes, List<String> ids, int longest) {
        Map<String, String> byId = new HashMap<>();
        ids.forEach(id -> byId.put(id, codes.of(id, longest, false)));
        return byId;
    }
}
