package org.takeup.attack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test that attacks and passes if nothing got through. It has a row of the table that the build prints, and runs with
 * tenants of {@link BothPlacements} unless it says why one does.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Attack {
    /** What is tried, in words; no other attack has the same. */
    String value();

    Kind[] kind();

    /** Rows of the design's table of threats, such as {@code T1}. */
    String[] threats();

    /** Where it is tried: a route, or which of all routes. */
    String at();

    /** Why it does not matter where the data of a tenant lies. Empty if it does. */
    String onePlacement() default "";
}
