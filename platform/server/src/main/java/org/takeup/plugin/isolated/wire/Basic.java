package org.takeup.plugin.isolated.wire;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/** Texts, numbers and dates. */
final class Basic extends Shape {
    static final Set<Class<?>> KNOWN = Set.of(
            boolean.class,
            Boolean.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            double.class,
            Double.class,
            String.class,
            BigDecimal.class,
            LocalDate.class,
            Instant.class);

    private static final int MOST_BYTES = 32;
    private static final int MOST_SCALE = 100;

    private final Class<?> type;

    Basic(Class<?> type) {
        this.type = MethodType.methodType(type).wrap().returnType();
    }

    @Override
    void writeThere(Out out, Object value) {
        if (!type.isInstance(value)) {
            throw Shapes.noValue(value, type.getName());
        }
        switch (value) {
            case String text -> out.text(text);
            case Boolean flag -> out.flag(flag);
            case Integer number -> out.number(number);
            case Long number -> out.number(number);
            case Double number -> out.real(number);
            case BigDecimal number -> decimal(out, number);
            case LocalDate date -> out.number(date.toEpochDay());
            case Instant instant -> out.number(instant.getEpochSecond()).number(instant.getNano());
            default -> throw Shapes.noValue(value, type.getName());
        }
    }

    @Override
    Object readThere(In in) {
        try {
            if (type == String.class) {
                return in.text();
            } else if (type == Boolean.class) {
                return in.flag();
            } else if (type == Integer.class) {
                return in.integer();
            } else if (type == Long.class) {
                return in.number();
            } else if (type == Double.class) {
                return in.real();
            } else if (type == BigDecimal.class) {
                return decimal(in);
            } else if (type == LocalDate.class) {
                return LocalDate.ofEpochDay(in.number());
            }
            return Instant.ofEpochSecond(in.number(), in.integer());
        } catch (DateTimeException | ArithmeticException e) {
            throw new ProtocolError("A date is out of range");
        }
    }

    /** As its digits and where the point stands, both bounded: a short exponent can stand for a very long number. */
    private static void decimal(Out out, BigDecimal number) {
        byte[] digits = number.unscaledValue().toByteArray();
        int scale = number.scale();
        if (digits.length > MOST_BYTES || Math.abs((long) scale) > MOST_SCALE) {
            throw new NoValue("A number has too many digits");
        }
        out.number(scale).number(digits.length).raw(digits);
    }

    private static BigDecimal decimal(In in) {
        int scale = in.integer();
        int length = in.count();
        if (length < 1 || length > MOST_BYTES || Math.abs((long) scale) > MOST_SCALE) {
            throw new ProtocolError("A number has too many digits");
        }
        return new BigDecimal(new BigInteger(in.raw(length)), scale);
    }
}
