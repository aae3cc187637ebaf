<?php

declare(strict_types=1);

namespace Xwsse\Psr15;

use Psr\Http\Message\ResponseFactoryInterface;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\ServerRequestInterface;
use Psr\Http\Server\MiddlewareInterface;
use Psr\Http\Server\RequestHandlerInterface;
use Psr\Log\LoggerInterface;
use Xwsse\HeaderVerifier;
use Xwsse\RejectedException;
use Xwsse\Server\Gate;

/**
 * Lets only signed requests through, in a PSR-15 stack.
 *
 *     $app->add(new WsseMiddleware(new Verifier($secrets, new ApcuReplayStore()), $responseFactory, realm: 'orders'));
 *
 * The handler finds the {@see \Xwsse\Identity} in the attribute `wsse` of the request. With `optional` a request
 * without the header passes too, and the attribute is null. Two middlewares that share a verifier may both stand in
 * the way of a request: its token is used once. The body of the request is not read.
 *
 * All values of the header are verified together, so two are refused; where the server or PHP has joined them with a
 * comma, what is joined is refused. Refusals are logged, with their code and remedy, to a PSR-3 logger, or else to
 * `error_log`.
 */
final class WsseMiddleware implements MiddlewareInterface
{
    /** The attribute with the identity. */
    public const ATTRIBUTE = 'wsse';

    private const VERIFIER = 'wsse.verifier';

    private readonly Gate $gate;

    /**
     * @param string                                                               $realm      for the challenge
     * @param (\Closure(): \DateTimeInterface)|null                                $clock      another time than the
     *     system's, for tests
     * @param (\Closure(ServerRequestInterface, RejectedException): mixed)|null    $onRejected is told of each refusal
     */
    public function __construct(
        HeaderVerifier $verifier,
        private readonly ResponseFactoryInterface $responses,
        string $realm = 'api',
        private readonly bool $optional = false,
        ?LoggerInterface $logger = null,
        ?\Closure $clock = null,
        ?\Closure $onRejected = null,
    ) {
        $this->gate = new Gate($verifier, $realm, $logger, $clock, $onRejected);
    }

    public function process(ServerRequestInterface $request, RequestHandlerInterface $handler): ResponseInterface
    {
        $isSettled = $request->getAttribute(self::VERIFIER) === $this->gate->verifier;
        if ($isSettled && \is_object($request->getAttribute(self::ATTRIBUTE))) {
            return $handler->handle($request);
        }
        $headers = $this->gate->headers(static fn (string $name): array => array_values($request->getHeader($name)));
        if ($headers === [] && $this->optional) {
            return $handler->handle($request->withAttribute(self::ATTRIBUTE, null));
        }
        try {
            $identity = $this->gate->admit($headers, $request, [
                'method' => $request->getMethod(),
                'path' => $request->getUri()->getPath(),
                'peer' => (string) ($request->getServerParams()['REMOTE_ADDR'] ?? ''),
            ]);
        } catch (RejectedException $rejected) {
            return $this->refuse($rejected);
        }

        return $handler->handle(
            $request->withAttribute(self::ATTRIBUTE, $identity)->withAttribute(self::VERIFIER, $this->gate->verifier),
        );
    }

    private function refuse(RejectedException $rejected): ResponseInterface
    {
        $answer = $this->gate->answer($rejected);
        $response = $this->responses->createResponse($answer->status);
        foreach ($answer->headers as $name => $value) {
            $response = $response->withHeader($name, $value);
        }
        $response->getBody()->write($answer->body);

        return $response;
    }
}
