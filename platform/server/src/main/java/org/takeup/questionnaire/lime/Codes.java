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

    private final Set<String> taken = new HashSet<>();

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

    /** Codes for the ids of one list. */
    static Map<String, String> forAll(List<String> ids, int longest) {
        var codes = new Codes();
        Map<String, String> byId = new HashMap<>();
        ids.forEach(id -> byId.put(id, codes.of(id, longest, false)));
        return byId;
    }
}
