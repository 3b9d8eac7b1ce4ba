package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReturnPathTest {
    @ParameterizedTest
    @MethodSource("org.takeup.identity.ReturnPaths#leadingElsewhere")
    void whatCouldLeadElsewhereLeadsHome(String asked) {
        assertEquals("/", ReturnPath.of(asked));
    }

    @ParameterizedTest
    @MethodSource("org.takeup.identity.ReturnPaths#honest")
    void anHonestPathIsKept(String asked) {
        assertEquals(asked, ReturnPath.of(asked));
    }
}
