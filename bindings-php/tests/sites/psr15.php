<?php

declare(strict_types=1);

use GuzzleHttp\Psr7\ServerRequest;
use Nyholm\Psr7\Factory\Psr17Factory;
use Nyholm\Psr7\Response;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\ServerRequestInterface;
use Psr\Http\Server\RequestHandlerInterface;
use Xwsse\Psr15\WsseMiddleware;

$application = new class implements RequestHandlerInterface {
    public function handle(ServerRequestInterface $request): ResponseInterface
    {
        return new Response(200, ['Content-Type' => 'text/plain'], $request->getAttribute('wsse')?->username ?? 'nobody');
    }
};
$hook = new WsseMiddleware($verifier, new Psr17Factory(), ...$options, optional: $site->optional);
$response = $hook->process(ServerRequest::fromGlobals(), $application);
http_response_code($response->getStatusCode());
foreach ($response->getHeaders() as $name => $values) {
    foreach ($values as $value) {
        header("{$name}: {$value}", false);
    }
}
echo $response->getBody();
