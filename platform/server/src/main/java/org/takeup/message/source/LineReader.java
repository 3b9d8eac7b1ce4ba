package org.takeup.message.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the pieces of one line. For one thread and one line. */
final class LineReader {
    static final int LONGEST_ADDRESS = 500;
    private static final int LONGEST_OTHERWISE = 60;
    /** Before these a backslash takes away their meaning. */
    static final String ESCAPED = "\\*[](){}<>-./#$%\u2022";

    private static final Pattern TAG = Pattern.compile("<[A-Za-z/!?%]");
    private static final Pattern ADDRESS = Pattern.compile("https://[A-Za-z0-9\\-._~:/?#@!$&'*+,;=%]+");
    private static final Pattern VALUE = Pattern.compile("\\s*([^|{}]*?)\\s*(?:\\|([^{}]*))?");
    private static final String ENDS = ".,;:!?'*";

    private final String line;
    private final int number;
    private final boolean marked;
    private int at;

    /** @param from where in the line to begin @param marked whether weight and links have a meaning here */
    LineReader(String line, int number, int from, boolean marked) {
        this.line = line;
        this.number = number;
        this.at = from;
        this.marked = marked;
    }

    List<Inline> all() throws Wrong {
        return pieces("");
    }

    /** Up to this mark, which is passed over. @param until {@code **} or {@code ]}; empty for the end of the line */
    private List<Inline> pieces(String until) throws Wrong {
        var pieces = new ArrayList<Inline>();
        var text = new StringBuilder();
        int begin = at;
        while (at < line.length()) {
            if (!until.isEmpty() && line.startsWith(until, at)) {
                at += until.length();
                flush(text, pieces);
                return pieces;
            }
            refuseWhatIsNoText();
            if (line.charAt(at) == '\\' && at + 1 < line.length() && ESCAPED.indexOf(line.charAt(at + 1)) >= 0) {
                text.append(line.charAt(at + 1));
                at += 2;
            } else if (line.startsWith("{{", at)) {
                flush(text, pieces);
                pieces.add(value());
            } else if (marked && until.isEmpty() && line.startsWith("**", at)) {
                flush(text, pieces);
                pieces.add(strong());
            } else if (marked && until.isEmpty() && linkAhead()) {
                flush(text, pieces);
                pieces.add(link());
            } else if (marked && until.isEmpty() && line.startsWith("https://", at)) {
                bare(text, pieces);
            } else {
                text.append(line.charAt(at++));
            }
        }
        if (until.equals("**")) {
            throw wrong(begin - 2, "the strong words have no end. Write ** behind them too, on the same line.");
        }
        flush(text, pieces);
        return pieces;
    }

    private static void flush(StringBuilder text, List<Inline> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new Inline.Text(text.toString()));
            text.setLength(0);
        }
    }

    private void refuseWhatIsNoText() throws Wrong {
        if (line.charAt(at) == '<'
                && TAG.matcher(line).region(at, line.length()).lookingAt()) {
            throw wrong(
                    at, "tags are not taken. Write plain words; for weight write **words**, for a \"<\" write \\<.");
        }
        for (String begin : List.of("${", "#{", "{%", "{#")) {
            if (line.startsWith(begin, at)) {
                throw wrong(at, "nothing is worked out in a message. Write a variable such as {{person.firstName}}.");
            }
        }
    }

    private Inline value() throws Wrong {
        int begin = at;
        int end = line.indexOf("}}", begin + 2);
        if (end < 0) {
            throw wrong(begin, "a variable has no end. Write }} behind it, on the same line.");
        }
        String inside = line.substring(begin + 2, end);
        String first = inside.strip();
        if (!first.isEmpty() && "#^/>&!={%@*".indexOf(first.charAt(0)) >= 0) {
            throw wrong(
                    begin,
                    "there are no sections, loops or parts in a message. Write a variant for each audience instead.");
        }
        Matcher parts = VALUE.matcher(inside);
        Optional<Variable> known = parts.matches() ? Variable.of(parts.group(1)) : Optional.empty();
        if (known.isEmpty()) {
            throw wrong(begin, "there is no such variable. Write one of " + Variable.all() + ".");
        }
        Optional<String> otherwise =
                Optional.ofNullable(parts.group(2)).map(String::strip).filter(words -> !words.isEmpty());
        if (otherwise
                .filter(words ->
                        words.length() > LONGEST_OTHERWISE || TAG.matcher(words).find() || words.indexOf('\\') >= 0)
                .isPresent()) {
            throw wrong(begin, "write at most " + LONGEST_OTHERWISE + " plain characters behind the |.");
        }
        at = end + 2;
        return known.get() == Variable.LINK && marked
                ? new Inline.Link(List.of(), Optional.empty())
                : new Inline.Value(known.get(), otherwise);
    }

    private Inline strong() throws Wrong {
        int begin = at;
        at += 2;
        List<Inline> parts = pieces("**");
        if (parts.isEmpty()) {
            throw wrong(begin, "there are no words between ** and **. Write some, or \\*\\* for four stars.");
        }
        return new Inline.Strong(onlyWords(parts, begin));
    }

    /** Whether "[label](" begins here. */
    private boolean linkAhead() {
        if (line.charAt(at) != '[') {
            return false;
        }
        for (int i = at + 1; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == ']') {
                return i + 1 < line.length() && line.charAt(i + 1) == '(';
            }
        }
        return false;
    }

    private Inline link() throws Wrong {
        int begin = at++;
        List<Inline> label = onlyWords(pieces("]"), begin);
        if (at >= line.length() || line.charAt(at) != '(') {
            throw wrong(begin, "the link has no address. Write it in ( and ) right behind the ].");
        }
        int address = ++at;
        int end = line.indexOf(')', address);
        if (end < 0) {
            throw wrong(begin, "the link's address has no end. Write ) behind it.");
        }
        if (label.isEmpty()) {
            throw wrong(begin, "the link has no words. Say between [ and ] where it leads.");
        }
        String target = line.substring(address, end).strip();
        at = end + 1;
        return new Inline.Link(
                label, target.equals("{{link}}") ? Optional.empty() : Optional.of(checked(target, address)));
    }

    private List<Inline> onlyWords(List<Inline> parts, int begin) throws Wrong {
        for (Inline part : parts) {
            if (part instanceof Inline.Link) {
                throw wrong(begin, "a link stands by itself. Write [words]({{link}}) without ** around it.");
            }
        }
        return parts;
    }

    private void bare(StringBuilder text, List<Inline> pieces) throws Wrong {
        Matcher address = ADDRESS.matcher(line).region(at, line.length());
        if (!address.lookingAt()) {
            text.append(line.charAt(at++));
            return;
        }
        String found = address.group();
        int end = found.length();
        while (end > "https://".length() && ENDS.indexOf(found.charAt(end - 1)) >= 0) {
            end--;
        }
        String target = checked(found.substring(0, end), at);
        flush(text, pieces);
        pieces.add(new Inline.Link(List.of(new Inline.Text(target)), Optional.of(target)));
        at += end;
    }

    private String checked(String address, int place) throws Wrong {
        String refusal = refusal(address);
        if (!refusal.isEmpty()) {
            throw wrong(place, refusal);
        }
        return address;
    }

    /** Why an address is not taken; empty if it is. */
    static String refusal(String address) {
        if (!address.startsWith("https://") || !ADDRESS.matcher(address).matches()) {
            return "only links that begin with https:// are taken, without blanks or brackets. Write {{link}} for the"
                    + " message's own link.";
        }
        if (address.length() > LONGEST_ADDRESS) {
            return "an address has at most " + LONGEST_ADDRESS + " characters. Use a shorter one.";
        }
        try {
            URI uri = new URI(address);
            if (uri.getHost() == null || uri.getRawUserInfo() != null) {
                return "the address names no plain host. Write https://, the host, and a path.";
            }
        } catch (URISyntaxException e) {
            return "the address cannot be read. Copy it again from the browser.";
        }
        return "";
    }

    private Wrong wrong(int place, String what) {
        return new Wrong(number, line.codePointCount(0, Math.max(0, place)) + 1, what);
    }
}
