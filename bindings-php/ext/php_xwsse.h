/* What all parts of the extension share. */

#ifndef PHP_XWSSE_H
#define PHP_XWSSE_H

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "php.h"

#include "zend_enum.h"
#include "zend_exceptions.h"
#include "zend_interfaces.h"

#include "xwsse.h"

#define PHP_XWSSE_VERSION "0.1.0"

extern zend_module_entry xwsse_module_entry;

/* The classes. They are set when the module starts, and only read after that, by all threads. */
extern zend_class_entry *xwsse_ce_claim_outcome;
extern zend_class_entry *xwsse_ce_claims;
extern zend_class_entry *xwsse_ce_credentials;
extern zend_class_entry *xwsse_ce_diagnosis;
extern zend_class_entry *xwsse_ce_dialect;
extern zend_class_entry *xwsse_ce_dialect_exception;
extern zend_class_entry *xwsse_ce_finding;
extern zend_class_entry *xwsse_ce_header_signer;
extern zend_class_entry *xwsse_ce_header_verifier;
extern zend_class_entry *xwsse_ce_identity;
extern zend_class_entry *xwsse_ce_memory_replay_store;
extern zend_class_entry *xwsse_ce_rejected_exception;
extern zend_class_entry *xwsse_ce_replay_store;
extern zend_class_entry *xwsse_ce_sign_exception;
extern zend_class_entry *xwsse_ce_signer;
extern zend_class_entry *xwsse_ce_username_token;
extern zend_class_entry *xwsse_ce_verifier;
extern zend_class_entry *xwsse_ce_wsse_exception;

/* Gives a class its object handlers. */
void xwsse_init_claims(zend_class_entry *class_entry);
void xwsse_init_credentials(zend_class_entry *class_entry);
void xwsse_init_diagnosis(zend_class_entry *class_entry);
void xwsse_init_dialect(zend_class_entry *class_entry);
void xwsse_init_identity(zend_class_entry *class_entry);
void xwsse_init_memory_store(zend_class_entry *class_entry);
void xwsse_init_signer(zend_class_entry *class_entry);
void xwsse_init_token(zend_class_entry *class_entry);
void xwsse_init_verifier(zend_class_entry *class_entry);

/* Of the struct TYPE, which ends with its zend_object `std`, the whole. */
#define XWSSE_OF(TYPE, object) ((TYPE *)((char *)(object)-XtOffsetOf(TYPE, std)))

/* A new object of the struct TYPE; the properties of the stub are not set. */
#define XWSSE_NEW(TYPE, class_entry, own_handlers) xwsse_new_object(XtOffsetOf(TYPE, std), class_entry, own_handlers)

static zend_always_inline zend_object *xwsse_new_object(
    size_t before, zend_class_entry *class_entry, const zend_object_handlers *handlers)
{
    char *memory = ecalloc(1, before + sizeof(zend_object) + zend_object_properties_size(class_entry));
    zend_object *object = (zend_object *)(memory + before);
    zend_object_std_init(object, class_entry);
    object_properties_init(object, class_entry);
    object->handlers = handlers;
    return object;
}

/* Handlers of objects of the struct TYPE, which cannot be cloned. */
#define XWSSE_HANDLERS(TYPE, own_handlers, free_object)                                                                \
    do {                                                                                                               \
        memcpy(&(own_handlers), &std_object_handlers, sizeof(own_handlers));                                           \
        (own_handlers).offset = XtOffsetOf(TYPE, std);                                                                 \
        (own_handlers).free_obj = free_object;                                                                         \
        (own_handlers).clone_obj = NULL;                                                                               \
    } while (0)

static zend_always_inline zend_string *xwsse_string(xwsse_slice text)
{
    return zend_string_init(text.data, text.len, 0);
}

static zend_always_inline bool xwsse_string_is(const zend_string *string, const char *text)
{
    return ZSTR_LEN(string) == strlen(text) && memcmp(ZSTR_VAL(string), text, ZSTR_LEN(string)) == 0;
}

/* Sets a property of the stub, by its place there. Only constructors do, once. */
#define XWSSE_SET_STR(object, place, string) ZVAL_STR(OBJ_PROP_NUM(object, place), string)
#define XWSSE_SET_SLICE(object, place, slice) XWSSE_SET_STR(object, place, xwsse_string(slice))

#endif
