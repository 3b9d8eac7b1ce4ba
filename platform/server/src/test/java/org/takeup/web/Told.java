package org.takeup.web;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an answer tells, to compare what is said of two ids. */
final class Told {
    private static final Random RANDOM = new Random();
    /** A form says by it that it was sent twice. */
    private static final Pattern ONCE = Pattern.compile("(name=\"once\" value=\")[0-9a-f]{24}");

    private static final Pattern STEP_OFFERED =
            Pattern.compile("(<option value=\")[0-9a-f]{24}(\">\\d{4}-\\d\\d-\\d\\d )");

    private Told() {}

    /** Status, place to go and body, without the request's id, fresh ids and the ids that were sent. */
    static String by(HttpResponse<String> answer, Map<String, String> sent) {
        String requestId = answer.headers().firstValue("x-request-id").orElse("-");
        String text = answer.statusCode() + " "
                + answer.headers().firstValue("location").orElse("") + "\n"
                + answer.body().replace(requestId, "(request)");
        for (Map.Entry<String, String> each : sent.entrySet()) {
            if (each.getValue().length() > 8
                    && !List.of("today", "start", "nextWeek").contains(each.getKey())) {
                String inAddresses = URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8);
                text = text.replace(each.getValue(), "(" + each.getKey() + ")")
                        .replace(inAddresses, "(" + each.getKey() + ")");
            }
        }
        // Steps of a plan that was made for this call alone: the form of a step offers them with day and subject.
        return STEP_OFFERED.matcher(ONCE.matcher(text).replaceAll("$1(fresh)")).replaceAll("$1(fresh)$2");
    }

    /** Where the two begin to differ, each from there on: whole pages would hide it. */
    static String difference(String one, String other) {
        List<String> lines = one.lines().toList();
        List<String> others = other.lines().toList();
        int at = 0;
        while (at < Math.min(lines.size(), others.size()) && lines.get(at).equals(others.get(at))) {
            at++;
        }
        return "line " + (at + 1) + ": " + from(lines, at) + "\n but: " + from(others, at);
    }

    private static String from(List<String> lines, int at) {
        return lines.stream().skip(at).limit(3).collect(Collectors.joining("\n"));
    }

    /** Ids of the same shape that nobody has. */
    static Map<String, String> invented(Map<String, String> ids) {
        var invented = new HashMap<String, String>();
        ids.forEach((name, id) -> invented.put(
                name,
                id.chars().mapToObj(c -> String.valueOf((char) another(c, id))).collect(Collectors.joining())));
        invented.putAll(OwnThings.SHARED);
        return invented;
    }

    private static int another(int c, String id) {
        if (id.matches("[0-9a-f-]+")) {
            return c == '-' ? c : "0123456789abcdef".charAt(RANDOM.nextInt(16));
        }
        if (Character.isDigit(c)) {
            return '0' + RANDOM.nextInt(10);
        }
        if (Character.isUpperCase(c)) {
            return 'A' + RANDOM.nextInt(26);
        }
        return Character.isLowerCase(c) ? 'a' + RANDOM.nextInt(26) : c;
    }
}
