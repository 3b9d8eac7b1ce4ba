package org.takeup.plugin.isolated.wire;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.HttpFailed;
import org.takeup.plugin.api.http.HttpRefused;

/** HTTP calls that the host makes for the child, and how they ended, as both sides write them. */
public final class HttpWire {
    /** What a frame needs besides bodies: addresses and headers, which both sides bound. */
    private static final int ROOM = 512 * 1024;

    private static final int MOST_BODY = Frames.MOST - ROOM;
    private static final HttpCall.Method[] METHODS = HttpCall.Method.values();
    private static final HttpRefused.Reason[] REASONS = HttpRefused.Reason.values();

    private HttpWire() {}

    /** @throws HttpRefused if it is too large to be handed over */
    public static void write(Out out, HttpCall call) throws HttpRefused {
        byte[] body = call.body().orElse(new byte[0]);
        refuseLarge(body, call.headers());
        out.u8(call.method().ordinal())
                .text(call.uri().toString())
                .number(call.headers().size());
        call.headers().forEach((name, value) -> out.text(name).text(value));
        out.flag(call.body().isPresent()).raw(body);
    }

    /** @throws ProtocolError if it is no call */
    public static HttpCall readCall(In in) {
        HttpCall.Method method = one(METHODS, in.u8());
        String uri = in.text();
        Map<String, String> headers = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            headers.put(in.text(), in.text());
        }
        boolean hasBody = in.flag();
        byte[] body = in.raw(in.left());
        try {
            return new HttpCall(method, URI.create(uri), headers, hasBody ? Optional.of(body) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new ProtocolError("An address is none");
        }
    }

    /** @throws HttpRefused if it is too large to be handed over */
    public static void write(Out out, HttpAnswer answer) throws HttpRefused {
        byte[] body = answer.body();
        refuseLarge(body, answer.headers());
        out.number(answer.status()).number(answer.headers().size());
        answer.headers().forEach((name, values) -> {
            out.text(name).number(values.size());
            values.forEach(out::text);
        });
        out.raw(body);
    }

    /** @throws ProtocolError if it is no answer */
    public static HttpAnswer readAnswer(In in) {
        int status = in.integer();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            String name = in.text();
            var values = new ArrayList<String>();
            for (int more = in.count(); more > 0; more--) {
                values.add(in.text());
            }
            headers.put(name, values);
        }
        return new HttpAnswer(status, headers, in.raw(in.left()));
    }

    /** How a call ended that has no answer. */
    public static void write(Out out, HttpRefused refused) {
        out.u8(refused.reason().ordinal()).text(String.valueOf(refused.getMessage()));
        out.number(refused.until().map(Instant::toEpochMilli).orElse(-1L));
    }

    /** @throws ProtocolError if it is no refusal */
    public static IOException readRefused(In in) {
        HttpRefused.Reason reason = one(REASONS, in.u8());
        String message = in.text();
        long until = in.number();
        return new HttpRefused(reason, message, until < 0 ? null : Instant.ofEpochMilli(until));
    }

    public static IOException readFailed(In in) {
        return new HttpFailed(in.text());
    }

    private static void refuseLarge(byte[] body, Map<String, ?> headers) throws HttpRefused {
        if (body.length > MOST_BODY || headers.toString().length() > ROOM / 4) {
            throw new HttpRefused(
                    HttpRefused.Reason.LIMIT,
                    "A body of more than " + MOST_BODY
                            + " bytes cannot be handed to or from a plugin in a process of its own.");
        }
    }

    private static <T> T one(T[] all, int number) {
        if (number >= all.length) {
            throw new ProtocolError("There is no such value");
        }
        return all[number];
    }
}
