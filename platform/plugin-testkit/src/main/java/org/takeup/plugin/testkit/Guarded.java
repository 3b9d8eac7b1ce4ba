package org.takeup.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pf4j.ExtensionPoint;

/**
 * Stands before an extension as the platform's guard does: a call that returns nothing, or that takes longer than a
 * platform waits, fails the test. Reading a source has no such limit.
 */
final class Guarded implements InvocationHandler {
    /** How long a platform waits for a call. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    private final Object extension;

    private Guarded(Object extension) {
        this.extension = extension;
    }

    static <T extends ExtensionPoint> T of(Class<T> kind, T extension) {
        return kind.cast(Proxy.newProxyInstance(kind.getClassLoader(), new Class<?>[] {kind}, new Guarded(extension)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        long begin = System.nanoTime();
        Object result;
        try {
            result = method.invoke(extension, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
        if (method.getReturnType() != void.class) {
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            assertNotNull(result, method.getName() + " returned null");
            assertTrue(
                    took.compareTo(LONGEST) < 0, method.getName() + " took " + took + "; a platform gives " + LONGEST);
        }
        return result;
    }
}
