package org.takeup.plugin.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds an API against a released one: what was released stays as it is, and what is added must not break those who were
 * compiled before. {@code plugins/README.md} makes this promise to partners.
 */
final class ApiGate {
    private static final Pattern NAME = Pattern.compile("(\\w+)(?=\\(| =|$)");

    private final List<String> broken = new ArrayList<>();

    private ApiGate() {}

    /** What would break a plugin, each with its remedy; empty if nothing would. */
    static List<String> broken(ApiText released, ApiText now) {
        var gate = new ApiGate();
        released.nullMarked().forEach((room, marked) -> {
            if (marked && !now.nullMarked().getOrDefault(room, false)) {
                gate.say(room, "is not @NullMarked any more", "Mark it in its package-info.java.");
            }
        });
        released.types()
                .values()
                .forEach(type -> now.type(type.fullName())
                        .ifPresentOrElse(
                                current -> gate.compare(type, current),
                                () -> gate.say(type.fullName(), "is gone", "Bring it back; it may be deprecated.")));
        return gate.broken;
    }

    private void compare(ApiType released, ApiType now) {
        if (!released.heading().equals(now.heading())) {
            say(
                    released.fullName(),
                    "was '" + released.heading() + "' and is '" + now.heading() + "'",
                    "Leave it as it was.");
        }
        for (String line : released.lines()) {
            if (now.lines().stream().noneMatch(each -> withoutValue(each).equals(withoutValue(line)))) {
                say(
                        released.fullName(),
                        "'" + line + "' is gone" + instead(released, now, line),
                        "Leave it as it was, and add what is new beside it.");
            }
        }
        if (!startsWith(now.each("component"), released.each("component"))) {
            say(
                    released.fullName(),
                    "its components are not the released ones followed by new ones",
                    "Add components at the end only.");
        }
        List<String> constants = new ArrayList<>(now.each("constant"));
        constants.retainAll(released.each("constant"));
        if (constants.size() == released.each("constant").size() && !constants.equals(released.each("constant"))) {
            say(released.fullName(), "its constants have another order", "Keep the order; new ones may stand between.");
        }
        now.lines().stream().filter(line -> !released.lines().contains(line)).forEach(line -> judgeNew(now, line));
    }

    private void judgeNew(ApiType type, String line) {
        // All cases of a sealed type are the API's own, so a plugin has none that could lack a method.
        if (line.startsWith("method")
                && line.contains(" abstract ")
                && !type.form().contains("sealed")) {
            say(type.fullName(), "'" + line + "' is new, and no plugin has it", "Make it a default method.");
        } else if (line.startsWith("implements") && type.isInterface()) {
            say(type.fullName(), "'" + line + "' is new, and no plugin may have it", "Make an interface of its own.");
        } else if ((line.startsWith("constant") || line.startsWith("permits")) && !type.mayGrow()) {
            say(
                    type.fullName(),
                    "'" + line + "' is new, and plugins may switch over what there was without a default",
                    "Only types that were released with @MayGrow can grow; make a type of its own.");
        } else if (line.startsWith("extends")) {
            say(type.fullName(), "'" + line + "' is new", "Leave its superclass as it was.");
        }
    }

    /** What stands in the place of a line now, if there is something of the same name. */
    private static String instead(ApiType released, ApiType now, String line) {
        String word = line.substring(0, line.indexOf(' '));
        return now.lines().stream()
                .filter(each -> each.startsWith(word + " ") && name(each).equals(name(line)))
                .filter(each -> !released.lines().contains(each))
                .findFirst()
                .map(each -> ", and there is '" + each + "'")
                .orElse("");
    }

    private static Optional<String> name(String line) {
        Matcher name = NAME.matcher(line);
        return name.find() ? Optional.of(name.group()) : Optional.empty();
    }

    private static boolean startsWith(List<String> whole, List<String> begin) {
        return whole.size() >= begin.size() && whole.subList(0, begin.size()).equals(begin);
    }

    /** The version of the API is a constant that has to change. */
    private static String withoutValue(String line) {
        return line.replaceFirst(" = \".*", "");
    }

    private void say(String where, String what, String remedy) {
        broken.add(where + ": " + what + ". " + remedy);
    }
}
