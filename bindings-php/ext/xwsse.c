/* The module: its classes, and the check that it and libxwsse belong together. */

#include "php_xwsse.h"

#include "ext/json/php_json.h"
#include "ext/standard/info.h"
#include "zend_attributes.h"

#include "xwsse_arginfo.h"

zend_class_entry *xwsse_ce_claim_outcome;
zend_class_entry *xwsse_ce_claims;
zend_class_entry *xwsse_ce_credentials;
zend_class_entry *xwsse_ce_diagnosis;
zend_class_entry *xwsse_ce_dialect;
zend_class_entry *xwsse_ce_dialect_exception;
zend_class_entry *xwsse_ce_finding;
zend_class_entry *xwsse_ce_header_signer;
zend_class_entry *xwsse_ce_header_verifier;
zend_class_entry *xwsse_ce_identity;
zend_class_entry *xwsse_ce_memory_replay_store;
zend_class_entry *xwsse_ce_rejected_exception;
zend_class_entry *xwsse_ce_replay_store;
zend_class_entry *xwsse_ce_sign_exception;
zend_class_entry *xwsse_ce_signer;
zend_class_entry *xwsse_ce_username_token;
zend_class_entry *xwsse_ce_verifier;
zend_class_entry *xwsse_ce_wsse_exception;

static void register_exceptions(void)
{
    xwsse_ce_wsse_exception = register_class_Xwsse_WsseException(zend_ce_exception);
    xwsse_ce_rejected_exception = register_class_Xwsse_RejectedException(xwsse_ce_wsse_exception);
    xwsse_ce_sign_exception = register_class_Xwsse_SignException(xwsse_ce_wsse_exception);
    xwsse_ce_dialect_exception = register_class_Xwsse_DialectException(xwsse_ce_wsse_exception);
}

static void register_signing(void)
{
    xwsse_init_dialect(xwsse_ce_dialect = register_class_Xwsse_Dialect(zend_ce_stringable));
    xwsse_ce_header_signer = register_class_Xwsse_HeaderSigner();
    xwsse_init_signer(xwsse_ce_signer = register_class_Xwsse_Signer(xwsse_ce_header_signer));
    xwsse_init_token(xwsse_ce_username_token = register_class_Xwsse_UsernameToken(zend_ce_stringable));
}

static void register_verifying(void)
{
    xwsse_init_credentials(xwsse_ce_credentials = register_class_Xwsse_Credentials());
    xwsse_init_identity(xwsse_ce_identity = register_class_Xwsse_Identity());
    xwsse_ce_header_verifier = register_class_Xwsse_HeaderVerifier();
    xwsse_init_verifier(xwsse_ce_verifier = register_class_Xwsse_Verifier(xwsse_ce_header_verifier));
}

static void register_stores(void)
{
    xwsse_init_claims(xwsse_ce_claims = register_class_Xwsse_Claims(zend_ce_countable));
    xwsse_ce_claim_outcome = register_class_Xwsse_ClaimOutcome();
    xwsse_ce_claim_outcome->ce_flags |= ZEND_ACC_FINAL; /* as enums of PHP code are */
    xwsse_ce_replay_store = register_class_Xwsse_ReplayStore();
    xwsse_ce_memory_replay_store = register_class_Xwsse_MemoryReplayStore(xwsse_ce_replay_store);
    xwsse_init_memory_store(xwsse_ce_memory_replay_store);
}

static void register_explain(void)
{
    xwsse_ce_finding = register_class_Xwsse_Finding();
    xwsse_ce_diagnosis = register_class_Xwsse_Diagnosis(zend_ce_stringable, php_json_serializable_ce);
    xwsse_init_diagnosis(xwsse_ce_diagnosis);
}

static PHP_MINIT_FUNCTION(xwsse)
{
    if (xwsse_abi_version() != XWSSE_ABI_VERSION) {
        zend_error(E_CORE_WARNING,
            "xwsse: it was compiled for number %u of the ABI of libxwsse, and is linked with number %u; build both anew",
            (unsigned)XWSSE_ABI_VERSION, (unsigned)xwsse_abi_version());
        return FAILURE;
    }
    register_exceptions();
    register_signing();
    register_verifying();
    register_stores();
    register_explain();
    register_xwsse_symbols(module_number);
    return SUCCESS;
}

static PHP_MINFO_FUNCTION(xwsse)
{
    php_info_print_table_start();
    php_info_print_table_row(2, "X-WSSE UsernameTokens", "enabled");
    php_info_print_table_row(2, "Version", PHP_XWSSE_VERSION);
    php_info_print_table_row(2, "libxwsse", xwsse_version());
    php_info_print_table_end();
}

static const zend_module_dep dependencies[] = {
    ZEND_MOD_REQUIRED("date")
    ZEND_MOD_REQUIRED("json")
    ZEND_MOD_END
};

zend_module_entry xwsse_module_entry = {
    STANDARD_MODULE_HEADER_EX,
    NULL,
    dependencies,
    "xwsse",
    ext_functions,
    PHP_MINIT(xwsse),
    NULL,
    NULL,
    NULL,
    PHP_MINFO(xwsse),
    PHP_XWSSE_VERSION,
    STANDARD_MODULE_PROPERTIES,
};

#ifdef COMPILE_DL_XWSSE
ZEND_GET_MODULE(xwsse)
#endif
