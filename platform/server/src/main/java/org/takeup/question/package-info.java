/**
 * Questions of everybody and their answers: asked from any page, triaged, answered in plain words, mailed to who asked,
 * published as FAQ. Who asked is known here alone. Sends through {@code delivery}, finds people through {@code people},
 * takes stems, intervals and working days from {@code survey}.
 */
@NullMarked
package org.takeup.question;

import org.jspecify.annotations.NullMarked;
