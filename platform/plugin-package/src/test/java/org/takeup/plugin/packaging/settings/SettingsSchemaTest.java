package org.takeup.plugin.packaging.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsSchemaTest {
    static SettingsSchema read(String json) {
        return SettingsSchema.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    static String properties(String properties) {
        return "{'type':'object','properties':{" + properties + "}}";
    }

    private static String property(String property) {
        return properties("'a':" + property);
    }

    @Test
    void everyKindIsReadInTheOrderThatItAsksFor() {
        SettingsSchema schema = read("{'$schema':'https://json-schema.org/draft/2020-12/schema','title':'Sample',"
                + "'type':'object','required':['url'],'additionalProperties':false,'properties':{"
                + "'text':{'type':'string','default':'x'},'whole':{'type':'integer','minimum':1,'default':3},"
                + "'part':{'type':'number','maximum':0.5},'on':{'type':'boolean','default':true},"
                + "'choice':{'type':'string','enum':['a','b'],'default':'b'},"
                + "'list':{'type':'array','items':{'type':'string'},'default':['one','two']},"
                + "'url':{'type':'string','format':'uri','x-order':1,'title':{'en':'Address','de':'Adresse'}},"
                + "'day':{'type':'string','format':'date'},'when':{'type':'string','format':'cron'},"
                + "'token':{'type':'string','format':'password','description':'From the LMS.'}}}");
        assertEquals(
                List.of("url", "text", "whole", "part", "on", "choice", "list", "day", "when", "token"),
                schema.settings().stream().map(Setting::name).toList());
        assertEquals(
                List.of("URL", "TEXT", "INTEGER", "NUMBER", "BOOLEAN", "CHOICE", "LIST", "DATE", "CRON", "SECRET"),
                schema.settings().stream().map(each -> each.kind().name()).toList());
        assertEquals("Adresse", schema.find("url").orElseThrow().title().in(Locale.GERMAN));
        assertTrue(schema.find("url").orElseThrow().required());
        assertEquals("text", schema.find("text").orElseThrow().title().in(Locale.GERMAN));
        assertEquals(Optional.of("one\ntwo"), schema.find("list").orElseThrow().preset());
        assertEquals(Optional.of("true"), schema.find("on").orElseThrow().preset());
        assertTrue(schema.find("token").orElseThrow().secret());
    }

    static Stream<Arguments> badSchemas() {
        String many = IntStream.range(0, 101)
                .mapToObj(i -> "'a" + i + "':{'type':'string'}")
                .collect(Collectors.joining(","));
        String tenThousand = IntStream.range(0, 10_000)
                .mapToObj(i -> "'a" + i + "':{'type':'string'}")
                .collect(Collectors.joining(","));
        String laughs = "{'lol':".repeat(5_000) + "1" + "}".repeat(5_000);
        return Stream.of(
                Arguments.of("", "", "no JSON object"),
                Arguments.of("[]", "", "no JSON object"),
                Arguments.of("{", "", "cannot be read"),
                Arguments.of("{} {}", "", "cannot be read"),
                Arguments.of("{'type':'object','type':'object','properties':{}}", "", "cannot be read"),
                Arguments.of("{}", "", "type object"),
                Arguments.of("{'type':'array','properties':{}}", "", "type object"),
                Arguments.of("{'type':'object'}", "", "type object"),
                Arguments.of("{'type':'object','properties':[]}", "", "type object"),
                Arguments.of(properties(many), "/properties", "has 101 settings"),
                Arguments.of(properties(tenThousand), "", "larger than 64 KB"),
                Arguments.of(laughs, "", "nested"),
                Arguments.of(property("{'default':" + "[".repeat(20) + "]".repeat(20) + "}"), "", "nested"),
                Arguments.of("{'$ref':'https://evil.example/x','type':'object','properties':{}}", "/$ref", "elsewhere"),
                Arguments.of("{'$defs':{},'type':'object','properties':{}}", "/$defs", "elsewhere"),
                Arguments.of(
                        "{'$schema':'http://json-schema.org/draft-07/schema#','type':'object','properties':{}}",
                        "/$schema",
                        "another dialect"),
                Arguments.of(
                        "{'type':'object','properties':{},'additionalProperties':true}",
                        "/additionalProperties",
                        "must be false"),
                Arguments.of(
                        "{'type':'object','properties':{},'additionalProperties':{}}",
                        "/additionalProperties",
                        "must be false"),
                Arguments.of("{'type':'object','properties':{},'allOf':[]}", "/allOf", "not part"),
                Arguments.of("{'type':'object','properties':{},'required':'a'}", "/required", "no list"),
                Arguments.of("{'type':'object','properties':{},'required':['a']}", "/required", "names a"),
                Arguments.of(
                        "{'type':'object','properties':{'a':{'type':'string'}},'required':['a','a']}",
                        "/required",
                        "twice"),
                Arguments.of(properties("'':{'type':'string'}"), "/properties/", "name"),
                Arguments.of(properties("'1a':{'type':'string'}"), "/properties/1a", "name"),
                Arguments.of(properties("'$where':{'type':'string'}"), "/properties/$where", "name"),
                Arguments.of(properties("'a.b':{'type':'string'}"), "/properties/a.b", "name"),
                Arguments.of(properties("'a/b':{'type':'string'}"), "/properties/a~1b", "name"),
                Arguments.of(
                        properties("'" + "a".repeat(65) + "':{'type':'string'}"),
                        "/properties/" + "a".repeat(65),
                        "name"),
                Arguments.of(property("true"), "/properties/a", "no object"),
                Arguments.of(property("{}"), "/properties/a/type", "types"),
                Arguments.of(property("{'type':['string','null']}"), "/properties/a/type", "types"),
                Arguments.of(property("{'type':'object','properties':{}}"), "/properties/a/type", "types"),
                Arguments.of(property("{'type':'null'}"), "/properties/a/type", "types"),
                Arguments.of(property("{'$ref':'#/$defs/x'}"), "/properties/a/$ref", "elsewhere"),
                Arguments.of(
                        property("{'type':'string','$ref':'file:///etc/passwd'}"), "/properties/a/$ref", "elsewhere"),
                Arguments.of(
                        property("{'type':'string','$dynamicRef':'#x'}"), "/properties/a/$dynamicRef", "elsewhere"),
                Arguments.of(property("{'type':'string','const':'x'}"), "/properties/a/const", "not part"),
                Arguments.of(property("{'type':'string','minimum':1}"), "/properties/a/minimum", "not part"),
                Arguments.of(property("{'type':'boolean','enum':[true]}"), "/properties/a/enum", "not part"),
                Arguments.of(property("{'type':'string','format':'email'}"), "/properties/a/format", "format"),
                Arguments.of(property("{'type':'string','format':3}"), "/properties/a/format", "format"),
                Arguments.of(property("{'type':'string','maxLength':0}"), "/properties/a/maxLength", "not right"),
                Arguments.of(property("{'type':'string','maxLength':5000}"), "/properties/a/maxLength", "not right"),
                Arguments.of(property("{'type':'string','maxLength':'9'}"), "/properties/a/maxLength", "not right"),
                Arguments.of(
                        property("{'type':'string','minLength':9,'maxLength':8}"),
                        "/properties/a/minLength",
                        "not right"),
                Arguments.of(property("{'type':'integer','minimum':'1'}"), "/properties/a/minimum", "no number"),
                Arguments.of(
                        property("{'type':'integer','minimum':2,'maximum':1}"), "/properties/a/minimum", "more than"),
                Arguments.of(property("{'type':'string','enum':[]}"), "/properties/a/enum", "not right"),
                Arguments.of(property("{'type':'string','enum':['x','x']}"), "/properties/a/enum", "twice"),
                Arguments.of(property("{'type':'string','enum':[1]}"), "/properties/a/enum", "no text"),
                Arguments.of(
                        property("{'type':'string','enum':['x'],'format':'password'}"),
                        "/properties/a/enum",
                        "not right"),
                Arguments.of(property("{'type':'array'}"), "/properties/a/items", "type string"),
                Arguments.of(
                        property("{'type':'array','items':{'type':'array'}}"), "/properties/a/items", "type string"),
                Arguments.of(
                        property("{'type':'array','items':{'type':'string','$ref':'x'}}"),
                        "/properties/a/items/$ref",
                        "elsewhere"),
                Arguments.of(
                        property("{'type':'array','items':{'type':'string'},'maxItems':201}"),
                        "/properties/a/maxItems",
                        "not right"),
                Arguments.of(property("{'type':'string','pattern':'('}"), "/properties/a/pattern", "cannot be used"),
                Arguments.of(
                        property("{'type':'string','pattern':'(a)\\\\1'}"), "/properties/a/pattern", "cannot be used"),
                Arguments.of(
                        property("{'type':'string','pattern':'(?=a)'}"), "/properties/a/pattern", "cannot be used"),
                Arguments.of(
                        property("{'type':'string','pattern':'((a{900}){900}){900}'}"),
                        "/properties/a/pattern",
                        "too long"),
                Arguments.of(property("{'type':'string','pattern':'a{1000}'}"), "/properties/a/pattern", "too long"),
                Arguments.of(
                        property("{'type':'string','pattern':'" + "a".repeat(201) + "'}"),
                        "/properties/a/pattern",
                        "too long"),
                Arguments.of(property("{'type':'string','title':''}"), "/properties/a/title", "no text"),
                Arguments.of(property("{'type':'string','title':{}}"), "/properties/a/title", "no text"),
                Arguments.of(property("{'type':'string','title':{'english':'x'}}"), "/properties/a/title", "no text"),
                Arguments.of(property("{'type':'string','title':{'en':''}}"), "/properties/a/title", "no text"),
                Arguments.of(
                        property("{'type':'string','title':'" + "a".repeat(201) + "'}"),
                        "/properties/a/title",
                        "no text"),
                Arguments.of(property("{'type':'string','x-order':'1'}"), "/properties/a/x-order", "whole number"),
                Arguments.of(property("{'type':'string','default':1}"), "/properties/a/default", "does not fit"),
                Arguments.of(property("{'type':'integer','default':1.5}"), "/properties/a/default", "does not fit"),
                Arguments.of(
                        property("{'type':'integer','minimum':2,'default':1}"),
                        "/properties/a/default",
                        "does not fit"),
                Arguments.of(property("{'type':'boolean','default':'yes'}"), "/properties/a/default", "does not fit"),
                Arguments.of(
                        property("{'type':'string','enum':['x'],'default':'y'}"),
                        "/properties/a/default",
                        "does not fit"),
                Arguments.of(
                        property("{'type':'array','items':{'type':'string'},'default':[1]}"),
                        "/properties/a/default",
                        "does not fit"),
                Arguments.of(
                        property("{'type':'string','format':'password','default':'admin'}"),
                        "/properties/a/default",
                        "everybody"));
    }

    @ParameterizedTest
    @MethodSource("badSchemas")
    void whatCannotBeUsedIsRefusedWithPlaceAndRemedy(String json, String pointer, String says) {
        BadSchema bad = assertThrows(BadSchema.class, () -> read(json));
        assertEquals(pointer, bad.pointer());
        assertTrue(bad.what().contains(says), bad.getMessage());
        assertTrue(bad.remedy().length() > 10, bad.getMessage());
        assertTrue(bad.getMessage().length() < 700, bad.getMessage());
    }

    /** A backtracking engine is busy for years with these; ours reads each letter once. */
    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(.*a)+x", "^([a-zA-Z]+)*$"})
    void aPatternThatHangsOtherEnginesIsAnswered(String pattern) {
        Setting setting = read(property("{'type':'string','maxLength':4000,'pattern':'" + pattern + "'}"))
                .find("a")
                .orElseThrow();
        assertTrue(ValueCheck.of(setting, "a".repeat(3_900) + "!").wrong().isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'type':'integer'|12|12",
                "'type':'integer'|012|12",
                "'type':'integer'|3.0|3",
                "'type':'number'|0.50|0.5",
                "'type':'number'|-0.0|0",
                "'type':'string','format':'date'|2026-02-28|2026-02-28",
                "'type':'string','format':'uri'|https://lms.example.com/api|https://lms.example.com/api",
                "'type':'string','pattern':'^[a-z]+$'|abc|abc",
                "'type':'string'| padded |padded"
            })
    void aValueThatFitsIsKeptInOneForm(String property, String entered, String kept) {
        ValueCheck check =
                ValueCheck.of(read(property("{" + property + "}")).find("a").orElseThrow(), entered);
        assertEquals(Optional.empty(), check.wrong());
        assertEquals(kept, check.value());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'type':'integer'|twelve",
                "'type':'integer'|1.5",
                "'type':'integer'|1e9",
                "'type':'integer'|99999999999999999999",
                "'type':'integer','minimum':5|4",
                "'type':'number','maximum':0.5|0.51",
                "'type':'number'|NaN",
                "'type':'boolean'|yes",
                "'type':'string','format':'date'|2026-02-29",
                "'type':'string','format':'date'|+12026-01-01",
                "'type':'string','format':'uri'|lms.example.com",
                "'type':'string','format':'uri'|ftp://lms.example.com",
                "'type':'string','format':'uri'|https://user:word@lms.example.com",
                "'type':'string','format':'uri'|https://2130706433/",
                "'type':'string','format':'uri'|https://",
                "'type':'string','format':'cron'|every day",
                "'type':'string','pattern':'^[a-z]+$'|aB",
                "'type':'string','minLength':3|ab",
                "'type':'string','maxLength':3|abcd",
                "'type':'string','enum':['x']|y"
            })
    void aValueThatDoesNotFitIsExplained(String property, String entered) {
        Setting setting = read(property("{" + property + "}")).find("a").orElseThrow();
        assertTrue(ValueCheck.of(setting, entered).wrong().orElseThrow().length() > 10);
    }

    @Test
    void aListSaysWhichLineIsWrong() {
        Setting list = read(property("{'type':'array','maxItems':3,'items':{'type':'string','maxLength':3}}"))
                .find("a")
                .orElseThrow();
        assertEquals("one\ntwo", ValueCheck.of(list, " one \r\n\r\ntwo\r\n").value());
        assertEquals(
                Optional.of("Line 2: Use at most 3 characters."),
                ValueCheck.of(list, "one\nthree").wrong());
        assertTrue(ValueCheck.of(list, "a\nb\nc\nd").wrong().isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * * *",
                "0 0 1 1 0",
                "*/15 * * * *",
                "30 5 * * 1-5",
                "0,30 8-18/2 1-31/5 * mon-fri",
                "5 4 * JAN,jul SUN",
                "59 23 31 12 7",
                "0  6\t* * *"
            })
    void aTimeTableThatCronReadsIsTaken(String cron) {
        assertEquals(Optional.empty(), Cron.wrong(cron));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * *|Give five fields",
                "* * * * * *|Give five fields",
                "@daily|Give five fields",
                "60 * * * *|Field 1 is the minute",
                "* 24 * * *|Field 2 is the hour",
                "* * 0 * *|Field 3 is the day of the month",
                "* * 32 * *|Field 3 is the day of the month",
                "* * * 13 *|Field 4 is the month",
                "* * * * 8|Field 5 is the day of the week",
                "5-1 * * * *|Field 1",
                "*/0 * * * *|Field 1",
                "*/99 * * * *|Field 1",
                "1/5 * * * *|Field 1",
                "1,,2 * * * *|Field 1",
                ", * * * *|Field 1",
                "-1 * * * *|Field 1",
                "1-2-3 * * * *|Field 1",
                "a * * * *|Field 1",
                "* * * * funday|Field 5"
            })
    void aTimeTableThatCronCannotReadIsExplainedByField(String cron, String says) {
        assertTrue(
                Cron.wrong(cron).orElseThrow().startsWith(says),
                Cron.wrong(cron).orElseThrow());
    }
}
