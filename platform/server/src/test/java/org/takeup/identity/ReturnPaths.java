package org.takeup.identity;

import java.util.List;

/** What a link can ask for after signing in: ways to send somebody elsewhere, and paths that are honest. */
final class ReturnPaths {
    private ReturnPaths() {}

    static List<String> leadingElsewhere() {
        return List.of(
                "//evil.example",
                "///evil.example",
                "////evil.example/x",
                "/\\evil.example",
                "\\/evil.example",
                "\\\\evil.example",
                "/\\/evil.example",
                "/%2fevil.example",
                "/%2Fevil.example",
                "/%5cevil.example",
                "/%5Cevil.example",
                "%2f%2fevil.example",
                "/%09/evil.example",
                "/%0d%0aLocation:%20//evil.example",
                "/%00/evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "/\r\nSet-Cookie: a=b",
                "\t//evil.example",
                " //evil.example",
                " /people",
                "http://evil.example",
                "https://evil.example/people",
                "HTTPS://evil.example",
                "https:evil.example",
                "http:/evil.example",
                "http:///evil.example",
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "mailto:a@evil.example",
                "evil.example",
                "@evil.example",
                "people",
                "",
                "?x=//evil.example",
                "#//evil.example",
                "/people//evil.example",
                "/./evil",
                "/../../w/another/",
                "/people/../../../operator/",
                "/%2e%2e/operator",
                "/.%2e/operator",
                "/..",
                "/people/%252f%252fevil.example",
                "/\u2215evil.example",
                "/\u3002evil.example",
                "/\uff0fevil.example",
                "/people|x",
                "/sign-out",
                "/sign-in?to=/sign-in",
                "/%zz",
                "/%c0%af");
    }

    static List<String> honest() {
        return List.of(
                "/",
                "/people",
                "/people?segment=unit:Parks%20and%20Roads&after=YWJj",
                "/surveys/wave-1/results",
                "/plans/42/steps?from=//not-a-host",
                "/a/b/c.d/e~f");
    }
}
