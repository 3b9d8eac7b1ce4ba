/**
 * The words of a plan's steps: one text, variants for audiences and languages, checks while it is written, every format, and
 * what each recipient gets. Rests on {@code plan}, which asks back through {@link org.takeup.plan.Wording} alone.
 */
@NullMarked
package org.takeup.message;

import org.jspecify.annotations.NullMarked;
