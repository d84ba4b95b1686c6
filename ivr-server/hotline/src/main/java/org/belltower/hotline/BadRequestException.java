package org.belltower.hotline;

/** A document asks for a service in a way that cannot be answered; becomes {@link HotlineReply.BadRequest}. */
final class BadRequestException extends HotlineException {
    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
        super(message);
    }
}
