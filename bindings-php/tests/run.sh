#!/usr/bin/env bash
# All tests of the PHP library, against this build of the extension:
#   bindings-php/tests/run.sh path/to/xwsse.so [arguments of phpunit]
set -euo pipefail
extension=$(realpath "$1")
shift
cd "$(dirname "$0")/../.."
source scripts/lib/need.sh
library=/usr/share/php
need php8.2 php8.2-cli
need php-fpm8.2 php8.2-fpm
need nginx nginx-light
need phpunit phpunit
need setsid util-linux
need_file /usr/lib/php/20220829/apcu.so php8.2-apcu
need_file /usr/lib/php/20220829/curl.so php8.2-curl
need_file /usr/lib/php/20220829/mbstring.so php8.2-mbstring
need_file /usr/lib/php/20220829/dom.so php8.2-xml
need_file $library/GuzzleHttp/autoload.php php-guzzlehttp-guzzle
need_file $library/Nyholm/Psr7/autoload.php php-nyholm-psr7
need_file $library/Psr/Log/autoload.php php-psr-log
need_file $library/Symfony/Component/Config/autoload.php php-symfony-config
need_file $library/Symfony/Component/DependencyInjection/autoload.php php-symfony-dependency-injection
need_file $library/Symfony/Component/HttpClient/autoload.php php-symfony-http-client
need_file $library/Symfony/Component/HttpKernel/autoload.php php-symfony-http-kernel
need_file $library/Symfony/Component/Security/Http/autoload.php php-symfony-security-http
need_file $library/Symfony/Component/Yaml/autoload.php php-symfony-yaml
install_missing

cd bindings-php/tests
XWSSE_EXTENSION=$extension exec php8.2 -d extension="$extension" -d apc.enable_cli=1 -d apc.shm_size=2M \
  "$(command -v phpunit)" --configuration phpunit.xml "$@"
