package org.takeup.message.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Text messages as 3GPP TS 23.038 and 23.040 count them. */
class SmsTest {
    private static List<Integer> units(String text) {
        Sms sms = Sms.of(text);
        return List.of(sms.units(), sms.segments());
    }

    @Test
    void gsmHas160InOneAnd153InEachOfSeveral() {
        assertEquals(List.of(160, 1), units("a".repeat(160)));
        assertEquals(List.of(161, 2), units("a".repeat(161)));
        assertEquals(List.of(306, 2), units("a".repeat(306)));
        assertEquals(List.of(307, 3), units("a".repeat(307)));
        assertEquals(List.of(0, 1), units(""));
    }

    @Test
    void anExtendedCharacterTakesTwoPlacesAndIsNeverParted() {
        assertEquals(List.of(160, 1), units("€".repeat(80)));
        assertEquals(List.of(162, 2), units("€".repeat(81)));
        // 152 letters leave one place in the first of two, which is too little for a euro sign.
        assertEquals(List.of(307, 3), units("a".repeat(152) + "€" + "a".repeat(152) + "b"));
    }

    @Test
    void oneOtherCharacterMakesAllOfItUcs2With70And67() {
        assertTrue(Sms.of("äöüßñ¿Ø").gsm());
        assertEquals(List.of(70, 1), units("ż".repeat(70)));
        assertEquals(List.of(71, 2), units("ż".repeat(71)));
        assertEquals(List.of(135, 3), units("ż".repeat(135)));
        assertEquals(List.of(2, 1), units("\uD83C\uDF93"));
        // The typographic apostrophe is not in the alphabet.
        assertEquals(false, Sms.of("it’s").gsm());
    }

    @Property(tries = 500)
    void oneMessageFitsOrItIsTheLinkAlone(@ForAll @StringLength(max = 400) String sentence, @ForAll boolean linked) {
        String link = linked ? "https://learn.example/abc" : "";
        String text = Sms.fit(List.of(sentence, "Second one."), link);
        assertEquals(1, Sms.of(text).segments(), text);
        assertTrue(text.endsWith(link));
    }
}
