package org.takeup.plugin.isolated.wire;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.Kind;
import org.takeup.plugin.api.lms.ConnectorContext;

/**
 * What can be asked of an isolated plugin: each method of the three extension points. A connector's context is written
 * as its settings and whether there is an archive; what it calls back are messages of their own.
 */
public enum Operation {
    INSTRUMENT_PROFILE(Kind.SURVEY, "profile"),
    QUESTIONNAIRE(Kind.SURVEY, "questionnaire"),
    SCORING(Kind.SURVEY, "scoring"),
    SIGNALS(Kind.SURVEY, "signals"),
    GUIDE(Kind.SURVEY, "guide"),
    BUILDER_PROFILE(Kind.PLAN, "profile"),
    WIZARD(Kind.PLAN, "wizard"),
    PROPOSE(Kind.PLAN, "propose"),
    LINT(Kind.PLAN, "lint"),
    CONNECTOR_PROFILE(Kind.LMS, "profile"),
    CHECK(Kind.LMS, "check"),
    READ(Kind.LMS, "read");

    private static final List<Operation> ALL = List.of(values());

    private final Method method;

    private final Kind kind;
    private final List<Shape> parameters;
    private final @Nullable Shape result;

    Operation(Kind kind, String name) {
        this.kind = kind;
        this.method = Arrays.stream(kind.type().getMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
        this.parameters =
                method.getParameterTypes().length > 0 && method.getParameterTypes()[0] == ConnectorContext.class
                        ? List.of(settings(), Shapes.of(boolean.class))
                        : Arrays.stream(method.getGenericParameterTypes())
                                .map(Shapes::of)
                                .toList();
        Type returned = method.getGenericReturnType();
        this.result = returned == void.class ? null : Shapes.of(returned);
    }

    /** The shape of {@code Map<String, String>}, as the context's constructor states it. */
    private static Shape settings() {
        return Shapes.of(ConnectorContext.class.getRecordComponents()[0].getGenericType());
    }

    /** The extension point that it belongs to. */
    public Kind kind() {
        return kind;
    }

    /** The method that it asks. */
    public Method method() {
        return method;
    }

    /** Whether the call is lent a sink and may call back. */
    public boolean hasSink() {
        return this == READ;
    }

    public void writeArguments(Out out, List<? extends @Nullable Object> arguments) {
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).write(out, arguments.get(i));
        }
    }

    public @Nullable Object[] readArguments(In in) {
        var read = new @Nullable Object[parameters.size()];
        for (int i = 0; i < read.length; i++) {
            read[i] = parameters.get(i).read(in);
        }
        in.end();
        return read;
    }

    public void writeResult(Out out, @Nullable Object value) {
        if (result != null) {
            result.write(out, value);
        }
    }

    public @Nullable Object readResult(In in) {
        Object value = result == null ? null : result.read(in);
        in.end();
        return value;
    }

    /** @throws ProtocolError if there is no such operation */
    public static Operation read(In in) {
        int number = in.u8();
        if (number >= ALL.size()) {
            throw new ProtocolError("There is no such operation");
        }
        return ALL.get(number);
    }
}
