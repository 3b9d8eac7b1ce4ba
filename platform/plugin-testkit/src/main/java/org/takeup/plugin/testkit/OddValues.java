package org.takeup.plugin.testkit;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.takeup.plugin.packaging.settings.Setting;
import org.takeup.plugin.packaging.settings.Setting.Bounds;
import org.takeup.plugin.packaging.settings.ValueCheck;

/** Values of a setting that a platform takes, because they fit the schema, and that an author does not think of. */
final class OddValues {
    private OddValues() {}

    static List<String> of(Setting setting) {
        return candidates(setting)
                .filter(value -> !value.isBlank())
                .map(value -> ValueCheck.of(setting, value))
                .filter(checked -> checked.wrong().isEmpty())
                .map(ValueCheck::value)
                .distinct()
                .toList();
    }

    private static Stream<String> candidates(Setting setting) {
        Bounds bounds = setting.bounds();
        return switch (setting.kind()) {
            case TEXT, SECRET -> Stream.concat(Hostile.TEXTS.stream(), Stream.of("x".repeat(bounds.longest())));
            case INTEGER, NUMBER ->
                Stream.concat(
                        Stream.of("0", "-1", "0.0000000001", "999999999999999"),
                        Stream.of(bounds.least(), bounds.most())
                                .flatMap(Stream::ofNullable)
                                .map(BigDecimal::toPlainString));
            case BOOLEAN -> Stream.of("true", "false");
            case CHOICE -> bounds.choices().stream();
            case LIST ->
                Stream.concat(
                        Hostile.TEXTS.stream(),
                        Stream.of("a\na", "x".repeat(bounds.longest()), "entry\n".repeat(bounds.mostEntries())));
            case URL ->
                Stream.of(
                        "http://lms.example.com",
                        "https://lms.example.com/",
                        "https://lms.example.com/a%20b/../?c=%22&d=#e",
                        "https://192.0.2.1:65535",
                        "https://[2001:db8::1]/",
                        "https://xn--bcher-kva.example/B%C3%BCcher");
            case DATE -> Stream.of("0001-01-01", "2024-02-29", "9999-12-31");
            case CRON -> Stream.of("* * * * *", "0 0 29 2 *", "*/7 0-23 1,31 jan-dec 0");
        };
    }
}
